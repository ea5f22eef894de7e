/**
 * Parses a text that this store wrote as JSON. Undefined when it is none any more: the engine keeps no checksum of a row, so a changed byte in a text is not
 * found where the file is checked. The parser's own error would quote the text, and it may end in a log.
 */
export function parseOwnJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // What that means differs: bookkeeping begins anew, numbers are refused.
  }
}

/** Whether a value is a list of numbers; a changed byte can leave whole JSON that says something else. */
export function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number')
}
