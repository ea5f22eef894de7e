import type { TelemetryEvent } from '@parel/telemetry-core'
import { totalDays } from '../../src/rows/total-days'
import type { DailyRow, IncomingBatch, StoreHealth, TelemetryStore, TotalsQuery } from '../../src/store/store'
import { dailyRow } from '../reports/daily-row'

/** A store in a few lines: enough to see what the front door hands over. */
export function fakeStore(): TelemetryStore & { readonly batches: IncomingBatch[]; readonly events: TelemetryEvent[]; rows: DailyRow[] } {
  const batches: IncomingBatch[] = []
  const events: TelemetryEvent[] = []
  const settings = new Map<string, string>()
  const store = {
    batches,
    events,
    rows: [] as DailyRow[],
    open: async () => undefined,
    close: async () => undefined,
    async insert(batch: IncomingBatch) {
      batches.push(batch)
      const fresh = batch.events.filter((event) => !events.some(({ id }) => id === event.id))
      events.push(...fresh)
      return { stored: fresh.length, duplicates: batch.events.length - fresh.length, dropped: batch.dropped }
    },
    readAggregates: async () => (store.rows.length > 0 ? store.rows : events.map((event) => dailyRow({ day: Math.floor(event.createdAt / 86_400_000), type: event.type, context: event.page ?? '', count: 1, ...durations(event.duration) }))),
    readDays: async () => (await store.readAggregates()).map((row) => ({ day: row.day, version: '1', live: true, rows: [row] })),
    readTotals: async (query: TotalsQuery) => totalDays(await store.readDays(), [], query),
    readTransitions: async () => [],
    async readEvents({ after, limit }: { readonly after?: string; readonly limit: number }) {
      const start = after === undefined ? Math.max(0, events.length - limit) : Number(after)
      const page = events.slice(start, start + limit)
      return { events: page, cursor: String(start + page.length) }
    },
    async *exportDay() {},
    aggregate: async () => ({ days: [] }),
    cleanup: async () => ({ sealed: [], deleted: 0, skipped: [] }),
    health: async () => fakeHealth(events.length),
    acquireLease: async () => true,
    readSetting: async (key: string) => settings.get(key) ?? null,
    async writeSetting(key: string, value: string | null) {
      if (value === null) settings.delete(key)
      else settings.set(key, value)
    },
    listSettings: async (prefix: string) => new Map([...settings].filter(([key]) => key.startsWith(prefix))),
  }
  return store
}

function durations(ms: number | null): Partial<DailyRow> {
  return ms === null ? {} : { durationCount: 1, durationSum: ms, durationMin: ms, durationMax: ms, p50: ms, p95: ms, p99: ms }
}

function fakeHealth(rawEvents: number): StoreHealth {
  const none = new Map<string, number>()
  return {
    timeZone: 'UTC', rawEvents, bytes: null, quotaBytes: null, schemaVersion: 1, lastEventAt: null, lastAggregationAt: null, unaggregatedDays: [],
    oldestRawDay: null, received: rawEvents, stored: rawEvents, duplicates: 0, dropped: none, clientLost: none, gaps: 0, removed: none,
  }
}
