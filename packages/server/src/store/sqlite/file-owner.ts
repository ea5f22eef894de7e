import { readPieces } from './read-pieces'
import { APPLICATION_ID, firstSchema } from './schema'

/** Whose a file is: `nobody` has no tables yet, `unknown` does not begin like a database. */
export type FileOwner = 'telemetry' | 'another' | 'nobody' | 'unknown'

/** Bytes at the beginning of a database that tell whose it is. */
export const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\u0000'
const PAGE_SIZE_AT = 16
const FRACTIONS_AT = 21
const SCHEMA_COOKIE_AT = 40
const APPLICATION_ID_AT = 68

/** Tells whose a file is by its first {@link HEADER_BYTES} bytes. See https://www.sqlite.org/fileformat2.html#the_database_header */
export function ownerOfHeader(header: Buffer): FileOwner {
  if (!isHeader(header)) return 'unknown'
  if (header.readInt32BE(APPLICATION_ID_AT) === APPLICATION_ID) return 'telemetry'
  return header.readInt32BE(SCHEMA_COOKIE_AT) === 0 ? 'nobody' : 'another'
}

/** What the engine itself asks of a header; one that it would refuse says nothing about the rest of the file. */
function isHeader(header: Buffer): boolean {
  const pageSize = header.readUInt16BE(PAGE_SIZE_AT)
  const isPageSize = pageSize === 1 || (pageSize >= 512 && (pageSize & (pageSize - 1)) === 0)
  return isPageSize && header.toString('latin1', 0, MAGIC.length) === MAGIC && header.toString('hex', FRACTIONS_AT, FRACTIONS_AT + 3) === '402020'
}

/** As SQLite keeps them in a file: kind, name, table, the number of a page, and the statement to the letter. */
const records = firstSchema.split(';').flatMap((part) => {
  const sql = part.trim()
  const name = /^CREATE TABLE (\w+)/.exec(sql)?.[1]
  return name === undefined ? [] : { start: `table${name}${name}`, sql }
})
const pageNumberBytes = 8
const overlapBytes = Math.max(...records.map(({ start, sql }) => start.length + pageNumberBytes + sql.length))

/**
 * Whether a file whose beginning is damaged is ours all the same: it has the records of our tables, which lie behind the first pages. A text about them has no such
 * records, and an archive or a disk image with a database of ours in it has the header of that too.
 *
 * @param limitBytes - How much of the file is read, about. Default: all of it.
 */
export function holdsOurTables(path: string, limitBytes = Infinity): boolean {
  let isFound = false
  let total = 0
  for (const { text, fresh } of readPieces(path, overlapBytes)) {
    // The header of the file itself may be damaged behind its first bytes.
    if (text.includes(MAGIC, total === 0 ? 1 : 0)) return false
    isFound ||= hasRecord(text)
    total += fresh
    if (total >= limitBytes) break
  }
  return isFound
}

function hasRecord(text: string): boolean {
  return records.some(({ start, sql }) => {
    for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
      const end = at + start.length
      if (text.slice(end, end + pageNumberBytes + sql.length).includes(sql)) return true
    }
    return false
  })
}
