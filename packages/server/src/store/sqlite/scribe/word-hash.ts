import type { DatabaseSync } from 'node:sqlite'

/**
 * Creates the hash under which words are counted before they are admitted.
 *
 * It has the key of this file, so it is of no use in another one. Whoever has this file can test guesses with it.
 */
export function createWordHash(db: DatabaseSync): (text: string) => number {
  const { createHmac, randomBytes } = process.getBuiltinModule('node:crypto')
  db.prepare("INSERT OR IGNORE INTO telemetry_meta (key, value) VALUES ('word_key', ?)").run(randomBytes(16).toString('hex'))
  const key = String(db.prepare("SELECT value FROM telemetry_meta WHERE key = 'word_key'").get()?.value)
  return (text) => createHmac('sha256', key).update(text).digest().readUIntBE(0, 6)
}
