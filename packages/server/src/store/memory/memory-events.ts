import type { Calendar, EventType, TelemetryEvent } from '@parel/telemetry-core'
import { errorTypeOf, refuseEvent } from '../shared/admit-event'
import { createMemoryVocabulary } from '../shared/memory-vocabulary'
import { createNameLimit, pathSpaceOf } from '../shared/names'
import { shortHashOf } from '../shared/short-hash'
import { createVocabulary, type VocabularyRules } from '../shared/vocabulary'
import type { Day, DropReason } from '../store'
import { createMemoryDay, type MemoryDay } from './memory-days'

/** What became of one event. */
export type Fate = 'stored' | 'duplicate' | DropReason

/** All events in memory, by day. */
export interface MemoryEvents {
  readonly days: Map<Day, MemoryDay>
  add(event: TelemetryEvent, receivedAt: number): Fate
  firstDayOf(session: string): Day | undefined
  /** No event of this day or an earlier one is taken from now on. */
  sealThrough(day: Day): void
  lastEventAt(): number | null
  /** Of the event that arrived last; 0 before the first. */
  lastOrder(): number
}

/** Settings of {@link createMemoryEvents}. */
export interface MemoryEventsOptions {
  readonly clock: Calendar
  readonly routes: readonly string[]
  readonly rules: VocabularyRules
}

/** Creates an empty set of events. */
export function createMemoryEvents({ clock, routes, rules }: MemoryEventsOptions): MemoryEvents {
  const days = new Map<Day, MemoryDay>()
  const ids = new Set<string>()
  const firstDays = new Map<string, Day>()
  const names = createNameLimit()
  const storage = createMemoryVocabulary((space, foldRoute) => foldRoutes(days, (event) => (pathSpaceOf(event.type) === space ? foldRoute : null)))
  const vocabulary = createVocabulary({ storage, hash: shortHashOf, rules, routes })
  let sealedThrough = -Infinity
  let order = 0
  let lastEventAt: number | null = null
  const raise = (day: Day | undefined) => {
    const known = day === undefined ? undefined : days.get(day)
    if (known !== undefined) known.generation++
  }
  const noteSession = (session: string, day: Day) => {
    const first = firstDays.get(session)
    if (first !== undefined && first <= day) return
    // The session began earlier than was known: the day that counted it so far has one less.
    raise(first)
    firstDays.set(session, day)
  }
  return {
    days,
    firstDayOf: (session) => firstDays.get(session),
    sealThrough: (day) => void (sealedThrough = Math.max(sealedThrough, day)),
    lastEventAt: () => lastEventAt,
    lastOrder: () => order,
    add(event, receivedAt) {
      const refusal = refuseEvent(event, receivedAt)
      if (refusal !== null) return refusal
      const number = clock.dayOf(event.createdAt)
      if (number <= sealedThrough) return 'sealed'
      if (ids.has(event.id)) return 'duplicate'
      ids.add(event.id)
      const { page, action, sessionId, type } = event
      const learned = page === null || page === '' ? null : vocabulary.admit(pathSpaceOf(type), page, sessionId).text
      const day = days.get(number) ?? createMemoryDay(number)
      days.set(number, day)
      if (sessionId !== null) noteSession(sessionId, number)
      const kind = errorTypeOf(event)
      day.events.push({
        order: ++order, kind: kind === null ? null : names.admit('kind', kind),
        event: { ...event, page: learned, action: action === null || action === '' ? null : names.admit(type, action) },
      })
      day.generation++
      lastEventAt = Math.max(lastEventAt ?? 0, event.createdAt)
      return 'stored'
    },
  }
}

function foldRoutes(days: ReadonlyMap<Day, MemoryDay>, folderOf: (event: { readonly type: EventType }) => ((route: string) => string) | null): void {
  for (const day of days.values()) {
    if (day.sealed) continue
    for (const arrived of day.events) {
      const { page } = arrived.event
      if (page !== null) arrived.event = { ...arrived.event, page: folderOf(arrived.event)?.(page) ?? page }
    }
    day.generation++
  }
}
