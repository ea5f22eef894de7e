import { EVENT_TYPES, type EventType } from '@parel/telemetry-core'
import { addDuration, addOne, createGroup, type FoldGroup } from './fold-group'
import { createSessionFold, type SessionFold } from './session-fold'
import { createTransitionFold, type TransitionFold } from './transition-fold'

/** One raw event with its names as numbers, exactly as the engine hands it over. 0 means none. */
export type FoldRow = [
  type: number,
  page: number,
  action: number,
  duration: number | null,
  status: number | null,
  kind: number,
  session: number,
  platform: number,
  at: number,
  sequence: number,
]

/** Numbers of one day, kept up to date one event at a time and in any order. */
export interface DayFold {
  add(row: FoldRow): void
  readonly groups: ReadonlyMap<number, FoldGroup>
  readonly sessions: SessionFold
  readonly transitions: TransitionFold
}

const typeIndex = new Map<EventType, number>(EVENT_TYPES.map((type, index) => [type, index]))
const indexOf = (type: EventType) => typeIndex.get(type) ?? -1
const pageView = indexOf('page_view')
const pageLeave = indexOf('page_leave')
const apiCall = indexOf('api_call')
const errorType = indexOf('error')
const sessionStart = indexOf('session_start')
const sessionEnd = indexOf('session_end')

/** Creates an empty fold of one day. */
export function createDayFold({ hourOf }: { readonly hourOf: (time: number) => number }): DayFold {
  const groups = new Map<number, FoldGroup>()
  const sessions = createSessionFold(hourOf)
  const transitions = createTransitionFold()
  return {
    groups,
    sessions,
    transitions,
    add(row) {
      const [type, page, , , , , session, , at, sequence] = row
      sessions.add(row)
      if (type === sessionStart || type === sessionEnd) return
      if (type === pageView && session !== 0) transitions.add(session, { at, sequence, page })
      addToGroup(groups, row, hourOf(at))
    },
  }
}

function addToGroup(groups: Map<number, FoldGroup>, row: FoldRow, hour: number): void {
  const [type, page, action, duration, status, kind, session, platform] = row
  const isPlace = type === pageView || type === apiCall || type === pageLeave
  const context = isPlace ? page : action
  const key = context * 16 + type
  let group = groups.get(key)
  if (group === undefined) groups.set(key, (group = createGroup(type, context)))
  group.version++
  group.count++
  group.sessions.add(session)
  if (duration !== null) addDuration(group, duration)
  if (type === apiCall && status !== null) {
    if (status >= 400 || status === 0) group.failed++
    addOne(group.status, status)
  }
  if (type === errorType && kind !== 0) addOne(group.kinds, kind)
  if (!isPlace && page !== 0) addOne(group.pages, page)
  group.hours[hour] = (group.hours[hour] ?? 0) + 1
  group.platforms[platform] = (group.platforms[platform] ?? 0) + 1
}
