import type { Calendar, TelemetryEvent } from '@parel/telemetry-core'
import { totalDays } from '../../rows/total-days'
import { checkRetention } from '../shared/check-retention'
import type { FoldLimits } from '../shared/fold-limits'
import { lastEventAt } from '../shared/last-event'
import type { Day, DayAggregates, TelemetryStore } from '../store'
import { computeDay, isClean, type ArrivedEvent, type DayNumbers, type MemoryDay } from './memory-days'
import type { MemoryEvents } from './memory-events'
import type { MemoryLedger } from './memory-ledger'

/** Collaborators of {@link createMemoryReports}. */
export interface MemoryReportsOptions {
  readonly clock: Calendar
  readonly events: MemoryEvents
  readonly ledger: MemoryLedger
  readonly limits: FoldLimits
}

type Reports = Omit<TelemetryStore, 'open' | 'close' | 'insert' | 'acquireLease' | 'readSetting' | 'writeSetting' | 'listSettings' | 'backup'>

/** Everything of the memory store that reads. */
export function createMemoryReports(options: MemoryReportsOptions): Reports {
  const { events } = options
  const inOrder = (): ArrivedEvent[] => [...events.days.values()].flatMap((day) => day.events).sort((left, right) => left.order - right.order)
  const daysIn = ({ from, to }: { readonly from: Day; readonly to: Day }) =>
    [...events.days.values()].filter(({ day }) => day >= from && day <= to).sort((left, right) => left.day - right.day)
  const readDays: TelemetryStore['readDays'] = async ({ from, to, type }) =>
    daysIn({ from, to }).map((day): DayAggregates => {
      const rows = numbersOf(day, options).rows.filter((row) => type === undefined || row.type === type)
      return { day: day.day, version: `${day.generation}${isClean(day) ? '' : ' live'}`, live: !isClean(day), rows }
    })
  return {
    readDays,
    readTotals: async (query, now) => totalDays(await readDays(query, now), daysIn(query).flatMap((day) => numbersOf(day, options).transitions), query),
    readAggregates: async (query, now) => (await readDays(query, now)).flatMap(({ rows }) => rows),
    readTransitions: async (query) => daysIn(query).flatMap((day) => numbersOf(day, options).transitions),
    async readEvents({ after, limit }) {
      const all = inOrder()
      const place = Number(after) >= 0 && Number(after) <= events.lastOrder() ? Number(after) : null
      const page = place === null ? all.slice(-limit) : all.filter(({ order }) => order > place).slice(0, limit)
      return { events: page.map(({ event }) => event), cursor: String(page.at(-1)?.order ?? place ?? 0) }
    },
    async *exportDay(day): AsyncIterable<TelemetryEvent> {
      for (const { event } of events.days.get(day)?.events ?? []) yield event
    },
    ...createMemoryJobs(options),
  }
}

function numbersOf(day: MemoryDay, { clock, limits, events }: MemoryReportsOptions): DayNumbers {
  if (isClean(day) && day.published !== null) return day.published
  if (day.live?.generation !== day.generation) {
    day.live = { ...computeDay(day, { clock, limits, live: true, firstDayOf: events.firstDayOf }), generation: day.generation }
  }
  return day.live
}

function createMemoryJobs({ clock, events, ledger, limits }: MemoryReportsOptions): Pick<Reports, 'aggregate' | 'cleanup' | 'health'> {
  let lastAggregationAt: number | null = null
  const daysBefore = (end: Day) => [...events.days.values()].filter(({ day }) => day < end).sort((left, right) => left.day - right.day)
  const unclean = () => [...events.days.values()].filter((day) => !isClean(day)).sort((left, right) => left.day - right.day)
  const aggregate: TelemetryStore['aggregate'] = async ({ now, days }) => {
    for (const day of days ?? []) reopen(events.days.get(day))
    const due = unclean().filter(({ day }) => (days === undefined ? day < clock.dayOf(now) : days.includes(day)))
    for (const day of due) day.published = { ...computeDay(day, { clock, limits, live: false, firstDayOf: events.firstDayOf }), generation: day.generation }
    lastAggregationAt = now
    return { days: due.map(({ day }) => day) }
  }
  const newestUntil = (until: number): number | null => {
    const reached = [...events.days.values()].flatMap((day) => day.events.map(({ event }) => event.createdAt)).filter((time) => time <= until)
    return reached.length === 0 ? null : reached.reduce((newest, time) => Math.max(newest, time))
  }
  return {
    aggregate,
    async cleanup({ now, retentionDays }) {
      checkRetention(retentionDays)
      await aggregate({ now })
      const before = clock.dayOf(now) - retentionDays
      const past = daysBefore(before)
      const old = past.filter(({ sealed }) => !sealed)
      const deleted = old.reduce((sum, day) => sum + day.events.length, 0)
      for (const day of old) Object.assign(day, { sealed: true, events: [] })
      // No further than there are days: a clock that was years ahead must not refuse all events until then.
      events.sealThrough(past.at(-1)?.day ?? -Infinity)
      return { sealed: old.map(({ day }) => day), deleted, skipped: [] }
    },
    health: async (now) => ({
      timeZone: clock.timeZone,
      rawEvents: [...events.days.values()].reduce((sum, day) => sum + day.events.length, 0),
      bytes: null,
      quotaBytes: null,
      schemaVersion: 1,
      lastEventAt: lastEventAt(events.lastEventAt(), now, newestUntil),
      lastAggregationAt,
      unaggregatedDays: unclean().map(({ day }) => day),
      oldestRawDay: [...events.days.values()].filter((day) => day.events.length > 0).map(({ day }) => day).sort((left, right) => left - right)[0] ?? null,
      ...ledger.totals,
      dropped: ledger.dropped,
      clientLost: ledger.clientLost(),
      gaps: ledger.gaps(),
      removed: ledger.removed,
      ignored: ledger.ignored,
    }),
  }
}

/** Requested days are recomputed whether they changed or not; a sealed day has no events to compute from. */
function reopen(day: MemoryDay | undefined): void {
  if (day !== undefined && !day.sealed) day.published = null
}
