/** Writes a word so that a shell takes it for one, in quotes where it needs them. */
export function shellWord(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
