import { EVENT_TYPES } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { createFoldRow, type FoldRow } from '../../src/store/shared/fold-row'
import { createSessionFold } from '../../src/store/shared/session-fold'
import { createSessionSlots } from '../../src/store/shared/session-slots'

const hourMs = 3_600_000
const session = 7
const start = EVENT_TYPES.indexOf('session_start')
const end = EVENT_TYPES.indexOf('session_end')

/** A day's sessions after these rows, all of one session, in the order that they came. */
function fold(rows: readonly Partial<FoldRow>[], earlier: { readonly before?: readonly number[]; readonly after?: readonly number[] } = {}) {
  const slots = createSessionSlots()
  const sessions = createSessionFold((time) => Math.floor(time / hourMs), slots)
  sessions.setEarlier(earlier.before ?? [])
  for (const row of rows) sessions.add({ ...createFoldRow(), session, ...row }, slots.of(session))
  sessions.setEarlier(earlier.after ?? [])
  const hoursOf = (hours: readonly number[]) => hours.flatMap((count, hour) => (count === 0 ? [] : [[hour, count]]))
  const { begun, ended } = sessions
  return { begun: { count: begun.count, mobile: begun.mobile, hours: hoursOf(begun.hours) }, ended: { count: ended.count, mobile: ended.mobile, hours: hoursOf(ended.hours), endHours: hoursOf(ended.endHours) } }
}

describe('a session', () => {
  const twoViews = [{ at: 2 * hourMs, platform: 1 }, { at: hourMs, platform: 0 }]

  it('begins once, at its first event, in whatever order they come', () => {
    const begun = { count: 1, mobile: 0, hours: [[1, 1]] }
    expect(fold(twoViews).begun).toEqual(begun)
    expect(fold(twoViews.toReversed()).begun).toEqual(begun)
  })

  it('is of the lower platform where two events are of one time, in whatever order they come', () => {
    const twins = [{ at: hourMs, platform: 1, type: start }, { at: hourMs, platform: 0, type: start }]
    expect([fold(twins).begun.mobile, fold(twins.toReversed()).begun.mobile]).toEqual([0, 0])
  })

  it.each([['before', { before: [session] }], ['after', { after: [session] }]])('that began on an earlier day does not begin again, told %s its events', (_when, earlier) => {
    expect(fold(twoViews, earlier).begun).toEqual({ count: 0, mobile: 0, hours: [] })
  })

  it('that was told twice to be of an earlier day is taken back once', () => {
    expect(fold(twoViews, { after: [session, session] }).begun.count).toBe(0)
  })

  it('has its longest end, which counts in the hour that it began and in the hour that it ended', () => {
    const ends = [hourMs, 3 * hourMs, 2 * hourMs].map((duration) => ({ type: end, at: hourMs, duration }))
    expect(fold(ends).ended).toEqual({ count: 1, mobile: 0, hours: [[1, 1]], endHours: [[4, 1]] })
  })

  it('ends on the lower platform where two ends are alike, in whatever order they come', () => {
    const ends = [{ type: end, at: hourMs, duration: 5, platform: 1 }, { type: end, at: hourMs, duration: 5, platform: 0 }]
    expect([fold(ends).ended.mobile, fold(ends.toReversed()).ended.mobile]).toEqual([0, 0])
  })

  it('ends at the earlier time where two ends are as long, in whatever order they come', () => {
    const ends = [{ type: end, at: 2 * hourMs, duration: 5 }, { type: end, at: hourMs, duration: 5 }]
    expect([fold(ends).ended.hours, fold(ends.toReversed()).ended.hours]).toEqual([[[1, 1]], [[1, 1]]])
  })
})
