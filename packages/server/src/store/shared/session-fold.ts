import { EVENT_TYPES } from '@parel/telemetry-core'
import { addDuration, createGroup, type FoldGroup } from './fold-group'
import type { FoldRow } from './fold-row'
import { createColumn, type SessionSlots } from './session-slots'

const sessionStart = EVENT_TYPES.indexOf('session_start')
const sessionEnd = EVENT_TYPES.indexOf('session_end')

/** Sessions of one day: which began, and the longest length of each. */
export interface SessionFold {
  /** Adds a row with the slot of its session, or {@link NO_SLOT}. */
  add(row: FoldRow, slot: number): void
  /** Says which sessions began on an earlier day; they are not counted here. */
  setEarlier(sessions: Iterable<number>): void
  readonly begun: FoldGroup
  readonly ended: FoldGroup
}

/** Stands for the slot of an event without a session. */
export const NO_SLOT = -1

const never = Infinity
const noEnd = -1

/** Creates the part of a day's fold that counts sessions. */
export function createSessionFold(hourOf: (time: number) => number, slots: SessionSlots): SessionFold {
  const begun = createGroup(sessionStart, 0)
  const ended = { ...createGroup(sessionEnd, 0), endHours: Array<number>(24).fill(0) }
  // A session begins at its first event, whatever that is; with equal times the lower platform counts, so that the order of arrival never matters.
  const began = { at: createColumn(never), platform: createColumn(0) }
  const ends = { duration: createColumn(noEnd), at: createColumn(0), platform: createColumn(0) }
  const earlier = new Set<number>()
  const count = (group: FoldGroup, at: number, platform: number, times: 1 | -1) => {
    const hour = hourOf(at)
    group.version++
    group.count += times
    group.hours[hour] = (group.hours[hour] ?? 0) + times
    group.mobile += platform * times
  }
  const begin = (row: FoldRow, slot: number) => {
    const { platform, at } = row
    const known = began.at.get(slot)
    // Nearly all events come after the first one of their session.
    if (known < at || (known === at && began.platform.get(slot) <= platform)) return
    if (earlier.has(row.session)) return
    if (known !== never) count(begun, known, began.platform.get(slot), -1)
    count(begun, at, platform, 1)
    began.at.set(slot, at)
    began.platform.set(slot, platform)
  }
  const countEnd = (duration: number, { at, platform }: Pick<FoldRow, 'at' | 'platform'>, times: 1 | -1) => {
    const hour = hourOf(at + duration)
    count(ended, at, platform, times)
    addDuration(ended, duration, times)
    ended.endHours[hour] = (ended.endHours[hour] ?? 0) + times
  }
  const end = (duration: number, row: FoldRow, slot: number) => {
    const { platform, at } = row
    const known = ends.duration.get(slot)
    if (known !== noEnd) {
      const before = { at: ends.at.get(slot), platform: ends.platform.get(slot) }
      if ((known - duration || at - before.at || platform - before.platform) >= 0) return
      countEnd(known, before, -1)
    }
    countEnd(duration, row, 1)
    ends.duration.set(slot, duration)
    ends.at.set(slot, at)
    ends.platform.set(slot, platform)
  }
  return {
    begun,
    ended,
    add(row, slot) {
      const { type, duration } = row
      if (slot !== NO_SLOT) begin(row, slot)
      else if (type === sessionStart) count(begun, row.at, row.platform, 1)
      if (type !== sessionEnd || duration === null) return
      if (slot !== NO_SLOT) return end(duration, row, slot)
      // Nothing links events without a session, so each counts as a separate session.
      countEnd(duration, row, 1)
    },
    setEarlier(sessions) {
      for (const session of sessions) {
        earlier.add(session)
        const slot = slots.find(session)
        const known = slot === undefined ? never : began.at.get(slot)
        if (slot === undefined || known === never) continue
        count(begun, known, began.platform.get(slot), -1)
        began.at.set(slot, never)
      }
    },
  }
}
