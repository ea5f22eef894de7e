import { EVENT_TYPES } from '@parel/telemetry-core'
import type { FoldRow } from './day-fold'
import { addDuration, createGroup, type FoldGroup } from './fold-group'

const sessionStart = EVENT_TYPES.indexOf('session_start')
const sessionEnd = EVENT_TYPES.indexOf('session_end')

/** Sessions of one day: which began, and the longest length of each. */
export interface SessionFold {
  add(row: FoldRow): void
  /** Says which sessions began on an earlier day; they are not counted here. */
  setEarlier(sessions: Iterable<number>): void
  readonly begun: FoldGroup
  readonly ended: FoldGroup
}

interface Ending {
  readonly duration: number
  readonly at: number
  readonly platform: number
}

// A session begins at its first event, whatever that is; with equal times the lower platform counts, so that the order of arrival never matters.
interface Beginning {
  readonly at: number
  readonly platform: number
}

/** Creates the part of a day's fold that counts sessions. */
export function createSessionFold(hourOf: (time: number) => number): SessionFold {
  const begun = createGroup(sessionStart, 0)
  const ended = createGroup(sessionEnd, 0)
  const beginnings = new Map<number, Beginning>()
  const endings = new Map<number, Ending>()
  const earlier = new Set<number>()
  // Events of one session come in batches.
  let lastSession = 0
  let lastBeginning: Beginning | undefined
  const count = (group: FoldGroup, { at, platform }: Beginning, times: 1 | -1) => {
    const hour = hourOf(at)
    group.version++
    group.count += times
    group.hours[hour] = (group.hours[hour] ?? 0) + times
    group.platforms[platform] = (group.platforms[platform] ?? 0) + times
  }
  const begin = (session: number, at: number, platform: number) => {
    const known = session === lastSession ? lastBeginning : beginnings.get(session)
    lastSession = session
    lastBeginning = known
    // Nearly all events come after the first one of their session.
    if (known !== undefined && (known.at < at || (known.at === at && known.platform <= platform))) return
    if (earlier.has(session)) return
    if (known !== undefined) count(begun, known, -1)
    const next = { at, platform }
    count(begun, next, 1)
    beginnings.set(session, next)
    lastBeginning = next
  }
  const end = (session: number, next: Ending) => {
    const known = endings.get(session)
    if (known !== undefined && compareEndings(known, next) >= 0) return
    if (known !== undefined) {
      count(ended, known, -1)
      addDuration(ended, known.duration, -1)
    }
    count(ended, next, 1)
    addDuration(ended, next.duration)
    endings.set(session, next)
  }
  return {
    begun,
    ended,
    add(row) {
      const [type, duration, session, platform, at] = [row[0], row[3], row[6], row[7], row[8]]
      if (session !== 0) begin(session, at, platform)
      else if (type === sessionStart) count(begun, { at, platform }, 1)
      if (type !== sessionEnd || duration === null) return
      if (session !== 0) return end(session, { duration, at, platform })
      // Nothing ties events without a session together: each is a session of its own.
      addDuration(ended, duration)
      count(ended, { at, platform }, 1)
    },
    setEarlier(sessions) {
      lastSession = 0
      for (const session of sessions) {
        earlier.add(session)
        const known = beginnings.get(session)
        if (known === undefined) continue
        count(begun, known, -1)
        beginnings.delete(session)
      }
    },
  }
}

function compareEndings(left: Ending, right: Ending): number {
  return left.duration - right.duration || right.at - left.at || right.platform - left.platform
}
