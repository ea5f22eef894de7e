import type { DatabaseSync } from 'node:sqlite'

/** Words of raw events by number, as the analyst sees them. */
export interface Words {
  /** Reads what is new; all of it when words were folded. */
  refresh(): void
  nameOf(id: number): string
  /** The number under which a folded word counts. */
  canonical(id: number): number
  /** True when some words stand for others. */
  readonly hasAliases: boolean
}

/** Creates an empty set of words over the tables of `db`. */
export function createWords(db: DatabaseSync): Words {
  const readVersion = db.prepare('SELECT vocabulary FROM telemetry_state')
  const readAfter = db.prepare('SELECT id, text, same_as FROM telemetry_words WHERE id > ? ORDER BY id')
  const names = new Map<number, string>()
  const aliases = new Map<number, number>()
  let version: unknown
  let last = 0
  return {
    nameOf: (id) => names.get(id) ?? '',
    canonical: (id) => aliases.get(id) ?? id,
    get hasAliases() {
      return aliases.size > 0
    },
    refresh() {
      const now = readVersion.get()?.vocabulary
      if (now !== version) {
        names.clear()
        aliases.clear()
        last = 0
        version = now
      }
      for (const { id, text, same_as } of readAfter.all(last)) {
        last = Number(id)
        names.set(last, String(text))
        if (same_as !== null) aliases.set(last, Number(same_as))
      }
    },
  }
}
