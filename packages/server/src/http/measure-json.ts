/** How deep a JSON text nests and how many values it holds. */
export interface JsonMeasure {
  readonly depth: number
  readonly values: number
}

const quote = 34
const backslash = 92

/**
 * Measures a JSON text without parsing it: `JSON.parse` accepts a million levels, and whatever walks the result then overflows the stack.
 * Counts separators only, so broken JSON is measured too; the parser refuses it afterwards.
 *
 * @param stopAt - Stops early beyond these, because the answer is then known.
 */
export function measureJson(text: string, stopAt: JsonMeasure): JsonMeasure {
  let level = 0
  let depth = 0
  let values = 1
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === quote) {
      index = endOfString(text, index)
      continue
    }
    // { and [ differ from } and ] by two; 32 is the bit between { and [.
    const folded = code & ~32
    if (folded === 91) {
      level++
      if (level > depth) depth = level
    } else if (folded === 93) level--
    else if (code === 44 || code === 58) values++
    if (depth > stopAt.depth || values > stopAt.values) break
  }
  return { depth, values }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

function isEscaped(text: string, position: number): boolean {
  let slashes = 0
  while (text.charCodeAt(position - 1 - slashes) === backslash) slashes++
  return slashes % 2 === 1
}
