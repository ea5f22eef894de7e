const PIECE_BYTES = 1024 * 1024

/** Part of a file. */
export interface Piece {
  /** Each byte as one character (Latin-1). */
  readonly text: string
  /** How many bytes of it are new; those in front ended the piece before. */
  readonly fresh: number
  readonly isLast: boolean
}

/**
 * Reads a file of any size in pieces. Each begins with the end of the one before, so that nothing is cut in two.
 *
 * @param overlapBytes - How much of it.
 */
export function* readPieces(path: string, overlapBytes: number): Generator<Piece> {
  const { closeSync, openSync } = process.getBuiltinModule('node:fs')
  const file = openSync(path, 'r')
  const bytes = Buffer.alloc(PIECE_BYTES)
  try {
    for (let tail = ''; ; ) {
      const fresh = readPiece(file, bytes)
      const text = tail + bytes.toString('latin1', 0, fresh)
      const isLast = fresh < bytes.length
      yield { text, fresh, isLast }
      if (isLast) return
      tail = text.slice(-overlapBytes)
    }
  } finally {
    closeSync(file)
  }
}

/** Fills the buffer: a pipe gives what it has, and only its end is less than a piece. Returns how many bytes there were. */
function readPiece(file: number, bytes: Buffer): number {
  const { readSync } = process.getBuiltinModule('node:fs')
  let filled = 0
  while (filled < bytes.length) {
    const length = readSync(file, bytes, filled, bytes.length - filled, null)
    if (length === 0) break
    filled += length
  }
  return filled
}
