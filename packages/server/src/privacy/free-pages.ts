import { closeSync, existsSync, openSync, readSync } from 'node:fs'

/** Pages of a database file that hold no data any more, and how many of them still show what they held. */
export interface FreePages {
  readonly pages: number
  readonly dirty: number
}

const HEADER_BYTES = 100

/**
 * Walks the list of free pages in a SQLite file. With `secure_delete` a page is overwritten with zeros before it gets there.
 *
 * See https://www.sqlite.org/fileformat2.html#the_freelist: trunk pages name the next trunk and their leaves; leaves hold nothing.
 */
export function findDirtyFreePages(path: string): FreePages {
  if (!existsSync(path)) return { pages: 0, dirty: 0 }
  const file = openSync(path, 'r')
  try {
    const read = (offset: number, length: number) => {
      const bytes = Buffer.alloc(length)
      readSync(file, bytes, 0, length, offset)
      return bytes
    }
    const header = read(0, HEADER_BYTES)
    const size = header.readUInt16BE(16)
    return walk(header.readUInt32BE(32), { read, pageBytes: size === 1 ? 65_536 : size, limit: header.readUInt32BE(36) })
  } finally {
    closeSync(file)
  }
}

interface Walk {
  readonly read: (offset: number, length: number) => Buffer
  readonly pageBytes: number
  /** Pages of the list, as the header has it; a damaged list must not be walked for ever. */
  readonly limit: number
}

function walk(first: number, { read, pageBytes, limit }: Walk): FreePages {
  let pages = 0
  let dirty = 0
  for (let trunk = first; trunk !== 0 && pages < limit; ) {
    const bytes = read((trunk - 1) * pageBytes, pageBytes)
    const leaves = Math.min(bytes.readUInt32BE(4), pageBytes / 4 - 2)
    pages += 1 + leaves
    if (isDirty(bytes, 8 + leaves * 4)) dirty++
    for (let leaf = 0; leaf < leaves; leaf++) {
      if (isDirty(read((bytes.readUInt32BE(8 + leaf * 4) - 1) * pageBytes, pageBytes), 0)) dirty++
    }
    trunk = bytes.readUInt32BE(0)
  }
  return { pages, dirty }
}

function isDirty(bytes: Buffer, from: number): boolean {
  return bytes.subarray(from).some((byte) => byte !== 0)
}
