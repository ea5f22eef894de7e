import type { Counts, StoreHealth } from '../store'
import type { HealthRecord } from './protocol'

/** Sorts the counters of the file into the words of the interface. */
export function describeHealth({ counters, ...rest }: HealthRecord): StoreHealth {
  const all = new Map(counters)
  const below = (prefix: string): Counts => new Map(counters.filter(([name]) => name.startsWith(prefix)).map(([name, count]) => [name.slice(prefix.length), count]))
  const [stored, duplicates, dropped] = [all.get('stored') ?? 0, all.get('duplicates') ?? 0, below('dropped:')]
  return {
    ...rest,
    stored,
    duplicates,
    dropped,
    received: stored + duplicates + [...dropped.values()].reduce((sum, count) => sum + count, 0),
    clientLost: below('lost:'),
    removed: below('removed:'),
    ignored: below('ignored:'),
    gaps: all.get('gaps') ?? 0,
  }
}
