import type { Program, Word } from './read-bindings.ts'

/** Where the name of a binding stands in a text. */
export interface Place {
  readonly binding: number
  readonly at: number
  /** The other name of the same member of an object. */
  readonly partner?: Word | undefined
}

/** Writes a program with other names. */
export function printNames({ pieces }: Program, names: readonly string[]): { readonly text: string; readonly places: readonly Place[] } {
  let text = ''
  const places: Place[] = []
  const read = (word: Word) => (typeof word === 'number' ? (names[word] ?? '') : word)
  const place = (word: Word, partner?: Word) => {
    if (typeof word === 'number') places.push({ binding: word, at: text.length, partner })
  }
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece
      continue
    }
    const [key, value = key] = piece
    const isMember = piece.length > 1
    if (isMember) place(key, value)
    if (read(key) !== read(value)) text += `${read(key)}:`
    place(value, isMember ? key : undefined)
    text += read(value)
  }
  return { text, places }
}
