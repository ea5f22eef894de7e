import { EVENT_TYPES, type EventType } from '@parel/telemetry-core'
import { addDuration, addOne, addVital, createGroup, type FoldGroup } from './fold-group'
import type { FoldRow } from './fold-row'
import { addNumber } from './number-set'
import { createSessionFold, NO_SLOT, type SessionFold } from './session-fold'
import { createSessionSlots } from './session-slots'
import { createToldViews } from './told-views'
import { createTransitionFold, type TransitionFold } from './transition-fold'

/** Numbers of one day, kept up to date one event at a time and in any order. */
export interface DayFold {
  add(row: FoldRow): void
  readonly groups: readonly FoldGroup[]
  readonly sessions: SessionFold
  readonly transitions: TransitionFold
}

const typeIndex = new Map<EventType, number>(EVENT_TYPES.map((type, index) => [type, index]))
const indexOf = (type: EventType) => typeIndex.get(type) ?? -1
const pageView = indexOf('page_view')
const pageLeave = indexOf('page_leave')
const apiCall = indexOf('api_call')
const errorType = indexOf('error')
const webVital = indexOf('web_vital')
const sessionStart = indexOf('session_start')
const sessionEnd = indexOf('session_end')

// No zone begins an hour within a quarter of one.
const slotMs = 900_000

/** Remembers the last answer: events come nearly in order. */
function rememberHour(hourOf: (at: number) => number): (at: number) => number {
  let [from, to, hour] = [0, 0, 0]
  return (at) => {
    if (at < from || at >= to) {
      from = Math.floor(at / slotMs) * slotMs
      to = from + slotMs
      hour = hourOf(at)
    }
    return hour
  }
}

/**
 * Creates an empty fold of one day.
 *
 * @param options - `hourOf` knows the local hour of a time, in whatever way the rows tell it.
 */
export function createDayFold(options: { readonly hourOf: (at: number) => number }): DayFold {
  const hourOf = rememberHour(options.hourOf)
  const groups = createGroups()
  const slots = createSessionSlots()
  const sessions = createSessionFold(hourOf, slots)
  const transitions = createTransitionFold()
  const told = createToldViews()
  return {
    groups: groups.all,
    sessions,
    transitions,
    add(row) {
      const { type } = row
      const slot = row.session === 0 ? NO_SLOT : slots.of(row.session)
      sessions.add(row, slot)
      if (type === sessionStart || type === sessionEnd) return
      if (type === pageView && slot !== NO_SLOT) transitions.add(slot, row)
      const group = groups.of(type, isPlace(type) ? row.page : row.action)
      const hour = hourOf(row.at)
      group.hours[hour] = (group.hours[hour] ?? 0) + 1
      const before = group.sessions.size
      addToGroup(group, row, slot)
      if (before < group.sessions.size) return
      if (type === pageView && told.addView(row.page, slot)) addTold(groups.of(pageLeave, row.page))
      else if (type === pageLeave && told.addLeave(row.page, slot)) group.extraTold++
    },
  }
}

/** A view whose leave event arrived before it. */
function addTold(group: FoldGroup): void {
  group.extraTold++
  group.version++
}

function isPlace(type: number): boolean {
  return type === pageView || type === apiCall || type === pageLeave
}

interface Groups {
  readonly all: readonly FoldGroup[]
  of(type: number, context: number): FoldGroup
}

/** Words are numbered from 1 on, so a list finds a group faster than a map. */
function createGroups(): Groups {
  const all: FoldGroup[] = []
  const byType: FoldGroup[][] = EVENT_TYPES.map(() => [])
  return {
    all,
    of(type, context) {
      const ofType = (byType[type] ??= [])
      let group = ofType[context]
      if (group === undefined) all.push((group = ofType[context] = createGroup(type, context)))
      return group
    },
  }
}

function addToGroup(group: FoldGroup, row: FoldRow, slot: number): void {
  const { type, page, duration, status } = row
  group.version++
  group.count++
  group.mobile += row.platform
  addNumber(group.sessions, slot + 1)
  if (duration !== null) addDuration(group, duration)
  if (isPlace(type)) {
    if (type === apiCall && status !== null) addOne(group, 'status', status)
    return
  }
  if (type === errorType && row.kind !== 0) addOne(group, 'kinds', row.kind)
  if (page !== 0) addOne(group, 'pages', page)
  if (type !== webVital) return
  const value = duration ?? status
  if (value !== null) addVital(group, page, value)
}
