import { leaseEndOfAnotherClock } from '../shared/lease-end'
import type { TelemetryStore } from '../store'

/** Leases and settings in memory. */
export function createMemorySettings(): Pick<TelemetryStore, 'acquireLease' | 'readSetting' | 'writeSetting' | 'listSettings'> {
  const leases = new Map<string, { readonly holder: string; readonly until: number }>()
  const settings = new Map<string, string>()
  return {
    async acquireLease(name, { holder, ttlMs, now }) {
      const lease = leases.get(name)
      if (lease !== undefined && lease.holder !== holder && lease.until > now && lease.until < leaseEndOfAnotherClock({ ttlMs, now })) return false
      leases.set(name, { holder, until: now + ttlMs })
      return true
    },
    readSetting: async (key) => settings.get(key) ?? null,
    async writeSetting(key, value) {
      if (value === null) settings.delete(key)
      else settings.set(key, value)
    },
    listSettings: async (prefix) => new Map([...settings].filter(([key]) => key.startsWith(prefix)).sort(([left], [right]) => (left < right ? -1 : 1))),
  }
}
