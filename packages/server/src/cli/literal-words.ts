/** No argument of a process can hold it, so it marks a word without being mistaken for a part of it. */
const MARK = '\u0000'

/** The parser makes numbers of values that look like some, and 0 of an empty one. With a mark in front they stay as they were typed. */
export function markWords(words: readonly string[]): readonly string[] {
  return words.map((word) => {
    if (!word.startsWith('-')) return mark(word)
    const at = word.indexOf('=')
    return at < 0 ? word : `${word.slice(0, at + 1)}${mark(word.slice(at + 1))}`
  })
}

/** A value as it was typed. Of a flag that was given twice, the last counts. */
export function typedValue(value: unknown): string {
  return String(Array.isArray(value) ? value.at(-1) : value).replaceAll(MARK, '')
}

function mark(value: string): string {
  return Number.isNaN(Number(value)) ? value : MARK + value
}
