// Without imports, so that the script that builds the table can use it.

/** Surnames, the Chinese and Japanese ones between spaces, and the characters of given names. */
export interface AsianNames {
  readonly hanSurnames: string
  readonly hanGiven: string
  readonly hangulSurnames: string
  readonly hangulGiven: string
}

const LONGEST = 8

/**
 * Whether a text is written like a Chinese, Japanese or Korean name: a common surname, followed by one to three characters of given names. Other words
 * begin with a surname too, so all characters have to match.
 */
export function couldBeAsianName(text: string, { hanSurnames, hanGiven, hangulSurnames, hangulGiven }: AsianNames): boolean {
  if (text.length > LONGEST || !/^[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]/.test(text)) return false
  const [first = '', second, ...rest] = text.split(/[ \u3000\u00b7]/)
  if (rest.length) return false
  if (/^[\uac00-\ud7a3]+$/.test(text)) return text.length === 3 && hangulSurnames.includes(first.slice(0, 1)) && Array.from(first.slice(1)).every((letter) => hangulGiven.includes(letter))
  const isSurname = (word: string) => ` ${hanSurnames} `.includes(` ${word} `)
  const isGiven = (word: string) => /^[\u3041-\u30ff]{2,4}$/.test(word) || (word.length > 0 && word.length < 4 && [...word].every((letter) => hanGiven.includes(letter)))
  return second === undefined ? [1, 2, 3].some((length) => isSurname(first.slice(0, length)) && isGiven(first.slice(length))) : isSurname(first) && isGiven(second)
}
