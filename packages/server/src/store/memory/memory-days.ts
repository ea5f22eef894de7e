import { EVENT_TYPES, type Calendar, type TelemetryEvent } from '@parel/telemetry-core'
import { statusOf } from '../shared/admit-event'
import { unpackRows } from '../shared/daily-row'
import { createDayFold } from '../shared/day-fold'
import { splitEventId } from '../shared/event-id'
import { type FoldLimits } from '../shared/fold-limits'
import { createRowMaker } from '../shared/fold-rows'
import { packColumns } from '../shared/row-columns'
import type { DailyRow, Day, TransitionRow } from '../store'

/** An event and its place in the order of arrival. */
export interface ArrivedEvent {
  event: TelemetryEvent
  readonly order: number
  /** The type of an error as it is counted; null where the event has none. */
  readonly kind: string | null
}

/** Numbers of one day. */
export interface DayNumbers {
  readonly rows: readonly DailyRow[]
  readonly transitions: readonly TransitionRow[]
}

/** One day in memory. */
export interface MemoryDay {
  readonly day: Day
  generation: number
  sealed: boolean
  events: ArrivedEvent[]
  /** The rows that the last aggregation published. */
  published: (DayNumbers & { readonly generation: number }) | null
  /** The result of the last live computation. */
  live: (DayNumbers & { readonly generation: number }) | null
}

export function createMemoryDay(day: Day): MemoryDay {
  return { day, generation: 0, sealed: false, events: [], published: null, live: null }
}

/** True when the published rows are complete. */
export function isClean(day: MemoryDay): boolean {
  return day.sealed || day.published?.generation === day.generation
}

/** Collaborators of {@link computeDay}. */
export interface ComputeOptions {
  readonly clock: Calendar
  readonly limits: FoldLimits
  readonly live: boolean
  /** First day of a session. */
  readonly firstDayOf: (session: string) => Day | undefined
}

/** Computes a day from its events. */
export function computeDay({ day, events }: MemoryDay, { clock, limits, live, firstDayOf }: ComputeOptions): DayNumbers {
  const words = createNumbers()
  const sessions = createNumbers()
  const fold = createDayFold(clock)
  for (const { event, kind } of events) {
    const { type, page, action, duration, sessionId, platform, createdAt } = event
    fold.add({
      type: EVENT_TYPES.indexOf(type), platform: platform === 'mobile' ? 1 : 0, page: words.of(page), action: words.of(action), duration: duration === null ? null : Math.round(duration),
      status: statusOf(event), kind: words.of(kind), session: sessions.of(sessionId), at: Math.round(createdAt), sequence: splitEventId(event.id).sequence,
    })
  }
  fold.sessions.setEarlier([...sessions.all()].filter(([session]) => (firstDayOf(session) ?? day) < day).map(([, number]) => number))
  const maker = createRowMaker({ nameOf: words.nameOf, limits })
  return {
    rows: unpackRows(packColumns(maker.rows(fold)), day, live),
    transitions: maker.transitions(fold).map(([from, to, count]) => ({ day, from, to, count })),
  }
}

function createNumbers() {
  const numbers = new Map<string, number>()
  const names: string[] = ['']
  return {
    all: (): ReadonlyMap<string, number> => numbers,
    nameOf: (number: number) => names[number] ?? '',
    of(name: string | null): number {
      if (name === null || name === '') return 0
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
  }
}
