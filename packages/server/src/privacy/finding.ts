/** Something that looks like personal data. What it says is not in here. */
export interface AuditFinding {
  /** Kind, such as `mail`. */
  readonly type: string
  /** `table.column`, or the name of a file. */
  readonly place: string
  readonly count: number
  /** First bytes of a keyed hash of the first match; the key is thrown away, so it tells only whether two findings of one run are the same. */
  readonly hash: string
}

/** Collects findings by kind and place. */
export interface Findings {
  add(type: string, place: string, value: string): void
  list(): readonly AuditFinding[]
}

/** Creates an empty collection. `hash` turns a value into what may be shown; `onMatch` is for the self-test. */
export function createFindings(hash: (value: string) => string, onMatch: (value: string) => void = () => {}): Findings {
  const found = new Map<string, AuditFinding>()
  return {
    add(type, place, value) {
      onMatch(value)
      const key = `${type} ${place}`
      const known = found.get(key)
      found.set(key, known === undefined ? { type, place, count: 1, hash: hash(value) } : { ...known, count: known.count + 1 })
    },
    list: () => [...found.values()].toSorted((left, right) => right.count - left.count || left.place.localeCompare(right.place)),
  }
}
