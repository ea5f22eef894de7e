import { shellWord } from './shell-word'

/** What to say of a word that nobody takes and that looks like the file of a database; else nothing. */
export function suggestDatabase(word: string): string {
  return /\.(?:db|sqlite3?)$/i.test(word) ? ` The database is given so: --database ${shellWord(word)}.` : ''
}
