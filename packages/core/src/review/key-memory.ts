/** Remembers what keys mean. */
export interface KeyMemory<Meaning> {
  get(key: string): Meaning | undefined
  set(key: string, meaning: Meaning): void
}

/** Keys that are remembered for certain; at most twice as many are. */
const MAXIMUM_RECENT = 10_000

/** Creates a memory with room for the keys of an app. Keys that somebody invents push out those that were not asked for lately, not all at once. */
export function createKeyMemory<Meaning>(): KeyMemory<Meaning> {
  let recent = new Map<string, Meaning>()
  let older = new Map<string, Meaning>()
  const set = (key: string, meaning: Meaning) => {
    if (recent.size >= MAXIMUM_RECENT) [older, recent] = [recent, new Map()]
    recent.set(key, meaning)
  }
  const get = (key: string) => {
    const known = recent.get(key)
    if (known !== undefined) return known
    const before = older.get(key)
    if (before !== undefined) set(key, before)
    return before
  }
  return { get, set }
}
