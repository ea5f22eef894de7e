import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'

/** Longest line that can be an event, in bytes: many times what an event may have. */
const MAX_LINE_BYTES = 64 * 1024
const LINES = 500
const NEW_LINE = 10

/** Whole lines of a file, and the place behind them. */
export interface LineGroup {
  /** Null for a line that is too long to be an event; it is not kept. */
  readonly lines: readonly (string | null)[]
  /** Bytes from the start of the file. */
  readonly end: number
}

/** Reads a file of lines in groups, from a place where a line begins. However long a line is, little of it is in memory. */
export async function* readLines(file: string, start: number): AsyncGenerator<LineGroup> {
  let rest = Buffer.alloc(0)
  let isTooLong = false
  let end = start
  let lines: (string | null)[] = []
  // A place is given only where there is one to go to: a pipe has none.
  for await (const piece of createReadStream(file, start === 0 ? {} : { start })) {
    rest = Buffer.concat([rest, piece as Buffer])
    for (let mark = rest.indexOf(NEW_LINE); mark >= 0; mark = rest.indexOf(NEW_LINE)) {
      lines.push(isTooLong || mark > MAX_LINE_BYTES ? null : decode(rest.subarray(0, mark)))
      rest = rest.subarray(mark + 1)
      end += mark + 1
      isTooLong = false
      if (lines.length < LINES) continue
      yield { lines, end }
      lines = []
    }
    if (rest.length <= MAX_LINE_BYTES) continue
    isTooLong = true
    end += rest.length
    rest = Buffer.alloc(0)
  }
  if (isTooLong || rest.length > 0) lines.push(isTooLong ? null : decode(rest))
  if (lines.length > 0) yield { lines, end: end + rest.length }
}

/** Another encoding would put marks of replacement into names: such a line is no event. */
function decode(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : '\uFFFD'
}
