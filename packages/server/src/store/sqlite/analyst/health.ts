import type { DatabaseSync } from 'node:sqlite'
import { readValue } from '../engine'
import type { HealthRecord } from '../protocol'
import { lastEventAt } from '../../shared/last-event'
import { DAY_SPAN } from '../schema'
import { isClean, readDayStates } from './day-states'

/** State of the data; only cheap questions, because monitors ask often. */
export function readHealth(db: DatabaseSync, { quotaBytes, timeZone, now }: Pick<HealthRecord, 'quotaBytes' | 'timeZone'> & { readonly now: number }): HealthRecord {
  const states = readDayStates(db, { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER })
  const state = db.prepare('SELECT last_event_at, last_aggregation_at FROM telemetry_state').get()
  const withEvents = states.filter(({ events }) => events > 0)
  return {
    timeZone,
    rawEvents: withEvents.reduce((sum, { events }) => sum + events, 0),
    bytes: Number(readValue(db, 'PRAGMA page_count')) * Number(readValue(db, 'PRAGMA page_size')),
    quotaBytes,
    schemaVersion: Number(readValue(db, 'PRAGMA user_version')),
    lastEventAt: lastEventAt(toNumber(state?.last_event_at), now, (until) => readNewest(db, until)),
    lastAggregationAt: toNumber(state?.last_aggregation_at),
    unaggregatedDays: states.filter((day) => !isClean(day)).map(({ day }) => day),
    oldestRawDay: withEvents[0]?.day ?? null,
    counters: db.prepare('SELECT name, value FROM telemetry_counters ORDER BY name').all().map(({ name, value }) => [String(name), Number(value)] as const),
  }
}

const dayMs = 86_400_000
// The last ones of a day to arrive: one of them is the newest, or as good as that.
const lastArrivals = 1000

function readNewest(db: DatabaseSync, until: number): number | null {
  const newestOfDay = db.prepare('SELECT max(at) AS newest FROM (SELECT at FROM telemetry_raw WHERE key >= ?1 AND key < ?2 ORDER BY key DESC LIMIT ?3) WHERE at <= ?4')
  // A day of any zone begins no later than a day behind that of UTC.
  const days = db.prepare('SELECT day FROM telemetry_days WHERE day <= ? AND events > 0 ORDER BY day DESC LIMIT 3').all(Math.floor(until / dayMs) + 1)
  for (const { day } of days) {
    const newest = toNumber(newestOfDay.get(Number(day) * DAY_SPAN, (Number(day) + 1) * DAY_SPAN, lastArrivals, until - Number(day) * dayMs)?.newest)
    if (newest !== null) return Number(day) * dayMs + newest
  }
  return null
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
