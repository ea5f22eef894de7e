import type { TelemetryEvent } from '@parel/telemetry-core'
import { expect, it } from 'vitest'
import { describeDurations } from './describe-durations'
import { dayAndHour } from './local-time'
import { aCall, allDays, anEvent, batchOf, dayMs, noon, plainRow, roundPercentile, rowOf, today } from './parts'
import { createRandom } from './random'
import type { StoreHarness } from './store-under-test'

const random = createRandom(11)
const samples: readonly (readonly [string, readonly number[]])[] = [
  ['one value', [42]],
  ['two values', [10, 20]],
  ['three values', [1, 5, 1000]],
  ['ties', [7, 7, 7, 7, 8]],
  ['zeros', [0, 0, 0, 1]],
  ['a hundred values', Array.from({ length: 100 }, (_, index) => index)],
  ['long and short', Array.from({ length: 1000 }, () => Math.round(Math.exp(random.unit() * 15)))],
]

// Local midnights at odd offsets and on days of 23 and 25 hours (half an hour on Lord Howe).
const midnights: readonly (readonly [zone: string, midnight: string])[] = [
  ['UTC', '2026-06-01T00:00:00Z'],
  ['Asia/Kathmandu', '2026-05-31T18:15:00Z'],
  ['Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['Europe/Berlin', '2026-10-25T23:00:00Z'],
  ['America/St_Johns', '2026-03-08T03:30:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T13:30:00Z'],
  ['Pacific/Apia', '2026-05-31T11:00:00Z'],
]

const dstDays: readonly (readonly [zone: string, noonOfDay: string, hours: number])[] = [
  ['Europe/Berlin', '2026-03-29T10:00:00Z', 23],
  ['Europe/Berlin', '2026-10-25T11:00:00Z', 25],
  ['America/St_Johns', '2026-03-08T15:00:00Z', 23],
  ['America/St_Johns', '2026-11-01T15:00:00Z', 25],
  // Half an hour, the only zone that moves so.
  ['Australia/Lord_Howe', '2026-10-04T01:00:00Z', 23.5],
  ['Australia/Lord_Howe', '2026-04-05T01:30:00Z', 24.5],
  ['Asia/Kathmandu', '2026-06-01T06:00:00Z', 24],
]

const view = (id: string, fields: Partial<TelemetryEvent> = {}) => anEvent(id, fields)
const time = (id: string, fields: Partial<TelemetryEvent> = {}) => anEvent(id, { type: 'page_leave', duration: 1000, ...fields })
const other = { sessionId: 'def-456' }

const tellings: readonly (readonly [string, readonly TelemetryEvent[], number])[] = [
  ['one that was hidden many times', [view('a-0'), time('a-1'), time('a-2'), time('a-3')], 1],
  ['one that was hidden many times, beside others that told nothing', [view('a-0'), time('a-1'), time('a-2'), time('a-3'), view('b-0', other), view('c-0', { sessionId: 'ghi-789' })], 1],
  ['one beside another page that told nothing', [view('a-0'), time('a-1'), time('a-2'), view('a-3', { page: '/about' })], 1],
  ['each of two in one session', [view('a-0'), time('a-1'), time('a-2'), view('a-3'), time('a-4')], 2],
  ['one of two, whichever it was', [view('a-0'), view('a-1'), time('a-2')], 1],
  ['one whose times came first', [time('a-1'), time('a-2'), view('a-0')], 1],
  ['each of two whose times came first', [time('a-1'), time('a-3'), view('a-0'), view('a-2')], 2],
  ['one that began the day before', [time('a-1'), time('a-2')], 1],
  ['as many as can be among those without a session', [view('a-0', { sessionId: null }), view('a-1', { sessionId: null }), ...[2, 3, 4].map((index) => time(`a-${index}`, { sessionId: null }))], 2],
]

/** The numbers are those of the definitions. */
export function countingPromises({ create }: StoreHarness): void {
  it.each(tellings)('counts views that told a time: %s', async (_name, events, expected) => {
    const store = await create()
    for (const event of events) {
      await store.insert(batchOf([event]))
      await store.readAggregates(allDays, noon)
    }
    const told = async () => (await rowOf(store, 'page_leave', '/dashboard'))?.toldViews
    expect(await told()).toBe(expected)
    await store.aggregate({ now: noon + dayMs })
    expect(await told()).toBe(expected)
    await store.close()
  })

  it.each(samples)('has exact percentiles and the histogram of %s', async (_name, durations) => {
    const store = await create()
    await store.insert(batchOf(durations.map((duration, index) => aCall(`a-${index}`, duration))))
    const row = await rowOf(store, 'api_call', '/api/user')
    if (row === undefined) throw new Error('The calls have no row.')
    const { histogram, ...expected } = describeDurations(durations)
    const [p50, p95, p99] = [expected.p50, expected.p95, expected.p99].map(roundPercentile)
    expect(plainRow(row)).toMatchObject({ ...expected, count: durations.length, p50, p95, p99 })
    expect(new Map(row.histogram)).toEqual(histogram)
    await store.close()
  })

  it('counts calls without an answer and from 400 as failed, by status', async () => {
    const store = await create()
    await store.insert(batchOf([200, 204, 301, 399, 400, 404, 500, 0].map((statusCode, index) => aCall(`a-${index}`, 5, { metadata: { statusCode, method: 'GET' } }))))
    const row = await rowOf(store, 'api_call', '/api/user')
    expect(row).toMatchObject({ count: 8, failed: 4 })
    expect(row?.statusCounts.get('404')).toBe(1)
    await store.close()
  })

  it('counts a call whose status is not known as a call, and as no failure', async () => {
    const store = await create()
    await store.insert(batchOf([aCall('a-0', 5, { metadata: null }), aCall('a-1', 5, { metadata: { statusCode: '500' } }), aCall('a-2', 5, { metadata: { statusCode: 500 } })]))
    expect(await rowOf(store, 'api_call', '/api/user')).toMatchObject({ count: 3, failed: 1, statusCounts: new Map([['500', 1]]) })
    await store.close()
  })

  it('counts pages of actions and errors, error types, hours and platforms', async () => {
    const store = await create()
    await store.insert(batchOf([
      anEvent('a-0', { type: 'action', action: 'save', page: '/a' }),
      anEvent('a-1', { type: 'action', action: 'save', page: '/b', platform: 'mobile', createdAt: noon - 3_600_000 }),
      anEvent('a-2', { type: 'error', action: 'api_error', page: '/a', metadata: { errorType: 'timeout' } }),
    ]))
    expect(await rowOf(store, 'action', 'save')).toMatchObject({
      count: 2, sessions: 1, pages: new Map([['/a', 1], ['/b', 1]]), hours: new Map([['11', 1], ['12', 1]]), platforms: new Map([['mobile', 1], ['web', 1]]),
    })
    expect(await rowOf(store, 'error', 'api_error')).toMatchObject({ count: 1, errorTypes: new Map([['timeout', 1]]), pages: new Map([['/a', 1]]) })
    await store.close()
  })

  it.each(midnights)('begins the day at local midnight in %s (%s)', async (timeZone, midnight) => {
    const store = await create({ timeZone })
    const time = Date.parse(midnight)
    await store.insert(batchOf([anEvent('a-0', { createdAt: time - 1 }), anEvent('a-1', { createdAt: time, page: '/b' })], { receivedAt: time }))
    const rows = await store.readAggregates(allDays, time)
    const { day } = dayAndHour(time, timeZone)
    expect(rows.filter(({ type }) => type === 'page_view').map((row) => [row.day, row.context])).toEqual([[day - 1, '/dashboard'], [day, '/b']])
    await store.close()
  })

  it.each(dstDays)('has all events of a day in %s around %s, %s hours long', async (timeZone, noonOfDay, hours) => {
    const store = await create({ timeZone })
    const middle = Date.parse(noonOfDay)
    const { day } = dayAndHour(middle, timeZone)
    const events = Array.from({ length: 96 * 2 }, (_, index) => anEvent(`a-${index}`, { createdAt: middle - dayMs + index * 900_000 }))
    await store.insert(batchOf(events, { receivedAt: middle + 2 * dayMs }))
    const [row] = await store.readAggregates({ from: day, to: day, type: 'page_view' }, middle)
    expect(row?.count).toBe(hours * 4)
    for (const [hour, count] of row?.hours ?? []) expect(count).toBe(events.filter(({ createdAt }) => JSON.stringify(dayAndHour(createdAt, timeZone)) === JSON.stringify({ day, hour: Number(hour) })).length)
    await store.close()
  })

  it('takes events from seven days before to five minutes after it received them, to the millisecond', async () => {
    const store = await create()
    const at = (createdAt: number, index: number) => anEvent(`a-${index}`, { createdAt })
    const result = await store.insert(batchOf([noon - 7 * dayMs - 1, noon - 7 * dayMs, noon + 300_000, noon + 300_001].map(at)))
    expect(result).toEqual({ stored: 2, duplicates: 0, dropped: new Map([['too_old', 1], ['future', 1]]) })
    await store.close()
  })

  it('filters by type and answers empty and future ranges with nothing', async () => {
    const store = await create()
    await store.insert(batchOf([anEvent('a-0'), aCall('a-1', 5)]))
    expect((await store.readAggregates({ ...allDays, type: 'api_call' }, noon)).map(({ type }) => type)).toEqual(['api_call'])
    expect(await store.readAggregates({ from: today + 1, to: today + 9 }, noon)).toEqual([])
    expect(await store.readAggregates({ from: 3, to: 2 }, noon)).toEqual([])
    await store.close()
  })

  it('counts contexts beyond the cap as [other], keeps the most frequent and the total', async () => {
    const store = await create({ limits: { contextsPerDay: 3 } })
    const events = Array.from({ length: 15 }, (_, index) => anEvent(`a-${index}`, { page: `/p${Math.floor(Math.sqrt(index))}` }))
    await store.insert(batchOf(events))
    const rows = await store.readAggregates({ ...allDays, type: 'page_view' }, noon)
    expect(new Map(rows.map(({ context, count }) => [context, count]))).toEqual(new Map([['/p2', 5], ['/p3', 6], ['/p1', 3], ['[other]', 1]]))
    await store.close()
  })

  it('folds contexts that too few sessions saw, and one more when the total would give a small one away', async () => {
    const store = await create({ limits: { minSessions: 3 } })
    const views = (page: string, sessions: number) => Array.from({ length: sessions }, (_, index) => anEvent(`${page.slice(1)}-${index}`, { page, sessionId: `s${index}` }))
    await store.insert(batchOf([...views('/a', 5), ...views('/b', 4), ...views('/c', 1)]))
    const contexts = async () => (await store.readAggregates({ ...allDays, type: 'page_view' }, noon)).map(({ context, count, sessions }) => [context, count, sessions])
    expect(await contexts()).toEqual([['(rare)', 5, 4], ['/a', 5, 5]])
    // Later events unfold what is no longer rare; no ghost of the fold stays.
    await store.aggregate({ now: noon + dayMs })
    await store.insert(batchOf(Array.from({ length: 4 }, (_, index) => anEvent(`late-${index}`, { page: '/c', sessionId: `t${index}` }))))
    await store.aggregate({ now: noon + dayMs })
    expect(await contexts()).toEqual([['/a', 5, 5], ['/b', 4, 4], ['/c', 5, 5]])
    await store.close()
  })

  it('gives the rows of an unchanged day the same version, and of a changed one another', async () => {
    const store = await create()
    await store.insert(batchOf([anEvent('a-0'), anEvent('a-1', { createdAt: noon - dayMs })]))
    const versions = async () => (await store.readDays(allDays, noon)).map(({ day, version }) => [day, version])
    const before = await versions()
    expect(await versions()).toEqual(before)
    await store.insert(batchOf([anEvent('a-2')]))
    const after = await versions()
    expect(after[0]).toEqual(before[0])
    expect(after[1]).not.toEqual(before[1])
    await store.close()
  })
}
