import type { DatabaseSync } from 'node:sqlite'
import { readValue } from '../engine'
import type { HealthRecord } from '../protocol'
import { isClean, readDayStates } from './day-states'

/** State of the data; only cheap questions, because monitors ask often. */
export function readHealth(db: DatabaseSync, { quotaBytes, timeZone }: Pick<HealthRecord, 'quotaBytes' | 'timeZone'>): HealthRecord {
  const states = readDayStates(db, { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER })
  const state = db.prepare('SELECT last_event_at, last_aggregation_at FROM telemetry_state').get()
  const withEvents = states.filter(({ events }) => events > 0)
  return {
    timeZone,
    rawEvents: withEvents.reduce((sum, { events }) => sum + events, 0),
    bytes: Number(readValue(db, 'PRAGMA page_count')) * Number(readValue(db, 'PRAGMA page_size')),
    quotaBytes,
    schemaVersion: Number(readValue(db, 'PRAGMA user_version')),
    lastEventAt: toNumber(state?.last_event_at),
    lastAggregationAt: toNumber(state?.last_aggregation_at),
    unaggregatedDays: states.filter((day) => !isClean(day)).map(({ day }) => day),
    oldestRawDay: withEvents[0]?.day ?? null,
    counters: db.prepare('SELECT name, value FROM telemetry_counters ORDER BY name').all().map(({ name, value }) => [String(name), Number(value)] as const),
  }
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
