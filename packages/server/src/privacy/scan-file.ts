import { basename } from 'node:path'
import type { Findings } from './finding'
import { readPieces } from '../store/sqlite/read-pieces'
import { BYTES_AROUND, MAX_SHAPE_BYTES, SHAPES } from './shapes'

/** Looks through every byte of a file, free and half-written ones too; may be interrupted after each piece. Returns how many there were. */
export function* scanFile(path: string, findings: Findings): Generator<void, number> {
  const place = basename(path)
  let total = 0
  for (const { text, fresh, isLast } of readPieces(path, 2 * MAX_SHAPE_BYTES)) {
    // What begins in the last bytes is looked at with the next piece, when it is whole.
    const end = isLast ? text.length : text.length - MAX_SHAPE_BYTES
    scanText(text, { place, findings, from: total === 0 ? 0 : MAX_SHAPE_BYTES, end })
    total += fresh
    yield
  }
  return total
}

/** Looks for shapes that begin between two places of a text. */
export function scanText(text: string, { place, findings, from, end }: { readonly place: string; readonly findings: Findings; readonly from: number; readonly end: number }): void {
  for (const { name, pattern, isReal } of SHAPES) {
    for (const match of text.matchAll(pattern)) {
      if (match.index < from || match.index >= end) continue
      const value = (match[1] ?? '') + match[0]
      const around = text.slice(Math.max(0, match.index - BYTES_AROUND), match.index + match[0].length + BYTES_AROUND)
      if (isReal?.(value, around) ?? true) findings.add(name, place, value)
    }
  }
}
