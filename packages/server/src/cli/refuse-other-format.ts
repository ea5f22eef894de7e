import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { fileError } from './file-error'

const CURE = 'Give one that "parel-telemetry export --format ndjson" wrote.'

const GZIP = '\u001F\u008B'
const UTF_8_MARK = '\u00EF\u00BB\u00BF'
const UTF_16_MARKS = ['\u00FF\u00FE', '\u00FE\u00FF']

const BEGINNINGS: readonly (readonly [isIt: (beginning: string) => boolean, what: string])[] = [
  [(text) => text.startsWith(GZIP), 'is compressed. Unpack it first: gzip -d'],
  [(text) => text.startsWith('SQLite format 3'), 'is a database. A backup is put back with: parel-telemetry restore'],
  [(text) => UTF_16_MARKS.some((mark) => text.startsWith(mark)) || text.includes('\u0000'), 'is no UTF-8 text; PowerShell writes UTF-16 unless it is told otherwise. Give it as UTF-8'],
  [(text) => text.replace(UTF_8_MARK, '').startsWith('id,type,page,'), 'is CSV, which loses what metadata are. Give one that "parel-telemetry export --format ndjson" wrote'],
]

/** Refuses what cannot be a file of events by its first bytes, instead of counting every line of it as invalid. */
export function refuseOtherFormat(file: string): void {
  const beginning = readBeginning(file)
  const found = BEGINNINGS.find(([isIt]) => isIt(beginning))
  if (found !== undefined) throw new CommandError(`${file} ${found[1]}.`, EXIT.data)
}

/** The first bytes, each as one character. Of a pipe none: they would be missing later. */
function readBeginning(file: string): string {
  try {
    const stats = statSync(file)
    if (!stats.isFile() && !stats.isDirectory()) return ''
    const handle = openSync(file, 'r')
    try {
      const bytes = Buffer.alloc(64)
      return bytes.toString('latin1', 0, readSync(handle, bytes))
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw fileError(file, { verb: 'read', cure: CURE, error })
  }
}
