const longest = 60

/** A word of a request in a message: in quotes, and not longer than a reader needs. */
export function quote(word: string): string {
  return JSON.stringify(word.length > longest ? `${word.slice(0, longest)}…` : word)
}
