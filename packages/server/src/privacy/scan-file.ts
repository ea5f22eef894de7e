import { closeSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import type { Findings } from './finding'
import { MAX_SHAPE_BYTES, SHAPES } from './shapes'

const PIECE_BYTES = 1024 * 1024

/** Looks through every byte of a file, free and half-written ones too. Returns how many there were. */
export function scanFile(path: string, findings: Findings): number {
  const file = openSync(path, 'r')
  const bytes = Buffer.alloc(PIECE_BYTES)
  try {
    let total = 0
    let tail = ''
    for (;;) {
      const length = readPiece(file, bytes)
      const isLast = length < bytes.length
      total += length
      const text = tail + bytes.toString('latin1', 0, length)
      // What begins in the last bytes is looked at with the next piece, when it is whole.
      const end = isLast ? text.length : text.length - MAX_SHAPE_BYTES
      scanText(text, { place: basename(path), findings, from: tail.length === 0 ? 0 : MAX_SHAPE_BYTES, end })
      if (isLast) return total
      tail = text.slice(-2 * MAX_SHAPE_BYTES)
    }
  } finally {
    closeSync(file)
  }
}

/** Fills the buffer: a pipe gives what it has, and only its end is less than a piece. Returns how many bytes there were. */
function readPiece(file: number, bytes: Buffer): number {
  let filled = 0
  while (filled < bytes.length) {
    const length = readSync(file, bytes, filled, bytes.length - filled, null)
    if (length === 0) break
    filled += length
  }
  return filled
}

/** Looks for shapes that begin between two places of a text. */
export function scanText(text: string, { place, findings, from, end }: { readonly place: string; readonly findings: Findings; readonly from: number; readonly end: number }): void {
  for (const { name, pattern, isReal } of SHAPES) {
    for (const match of text.matchAll(pattern)) {
      if (match.index < from || match.index >= end) continue
      const value = (match[1] ?? '') + match[0]
      if (isReal?.(value) ?? true) findings.add(name, place, value)
    }
  }
}
