/** Results computed from days, by name, for as long as these days do not change. */
export interface TotalsCache<Value> {
  get(name: string, version: string): Value | undefined
  keep(name: string, version: string, value: Value): Value
}

/** What one entry weighs and how much stays. */
export interface TotalsCacheOptions<Value> {
  readonly rowsOf: (value: Value) => number
  /** Rows that stay in all, beside the newest entry. */
  readonly maxRows: number
}

/** Creates an empty cache. The least recently used result is evicted first. */
export function createTotalsCache<Value>({ rowsOf, maxRows }: TotalsCacheOptions<Value>): TotalsCache<Value> {
  const kept = new Map<string, { readonly version: string; readonly value: Value }>()
  let rows = 0
  const forget = (name: string) => {
    const found = kept.get(name)
    if (found !== undefined) rows -= rowsOf(found.value)
    kept.delete(name)
    return found
  }
  const add = (name: string, entry: { readonly version: string; readonly value: Value }) => {
    kept.set(name, entry)
    rows += rowsOf(entry.value)
  }
  return {
    get(name, version) {
      const found = forget(name)
      if (found?.version !== version) return undefined
      add(name, found)
      return found.value
    },
    keep(name, version, value) {
      forget(name)
      add(name, { version, value })
      for (const oldest of [...kept.keys()].slice(0, -1)) {
        if (rows <= maxRows) break
        forget(oldest)
      }
      return value
    },
  }
}
