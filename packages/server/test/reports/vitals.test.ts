import { bucketOf, type ReportVital } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { encodeCsv } from '../../src/reports/csv'
import { panelTable } from '../../src/reports/panels'
import { suppressRare } from '../../src/rows/suppress-rare'
import { memoryStore } from '../../src/store/memory'
import type { DailyRow } from '../../src/store/store'
import { report, timed, today } from './report-of-rows'

const histogram = (values: readonly number[]) => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1)
  return counts
}

/** The row of a web vital, as a store folds it. */
function vital(name: string, pages: Readonly<Record<string, readonly number[]>>, { day = today, sessions = 50 } = {}): DailyRow {
  const values = Object.values(pages).flat()
  const row = timed({ day, type: 'web_vital', context: name, sessions, pages: new Map(Object.entries(pages).map(([page, own]) => [page, own.length])) }, name === 'CLS' ? [] : values)
  return { ...row, count: values.length, vitals: new Map(Object.entries(pages).map(([page, own]) => [page, histogram(own)])) }
}

const times = (count: number, value: number) => Array.from({ length: count }, () => value)
const near = (value: number | undefined, exact: number) => expect(Math.abs((value ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.011)
const named = (vitals: readonly ReportVital[] | undefined, name: string) => vitals?.find((each) => each.name === name)

describe('web vitals', () => {
  it('have a p75 and its rating, of all pages together and of each', () => {
    const { vitals } = report('include=vitals', [vital('LCP', { '/fast': [...times(9, 1000), 6000], '/slow': times(6, 5000) })])
    expect(named(vitals?.all, 'LCP')).toMatchObject({ count: 16, rating: 'poor', good: 9, needsImprovement: 0, poor: 7 })
    near(named(vitals?.all, 'LCP')?.p75, 5000)
    expect(vitals?.pages.map(({ page, vitals: [own] }) => [page, own?.rating, own?.count])).toEqual([['/fast', 'good', 10], ['/slow', 'poor', 6]])
    near(vitals?.pages[0]?.vitals[0]?.p75, 1000)
  })

  it.each([
    ['LCP', 2400, 2600, 4100], ['INP', 200, 210, 510], ['FCP', 1700, 1900, 3100], ['TTFB', 800, 820, 1900],
  ])('%s is rated by the bounds of Google', (name, good, middling, poor) => {
    const { vitals } = report('include=vitals', [vital(name, { '/a': times(4, good), '/b': times(3, middling), '/c': times(2, poor) })])
    expect(vitals?.pages.map(({ vitals: [own] }) => own?.rating)).toEqual(['good', 'needs-improvement', 'poor'])
    expect(vitals?.all[0]).toMatchObject({ good: 4, needsImprovement: 3, poor: 2 })
  })

  it('CLS has a p75 without a unit, although it has no duration', () => {
    const { vitals, aggregates } = report('include=vitals', [vital('CLS', { '/a': times(4, 40), '/b': times(4, 180), '/c': times(4, 300), '/d': [0] })])
    expect(vitals?.pages.map(({ vitals: [own] }) => [own?.rating, own?.p75])).toEqual([['good', 0.04], ['needs-improvement', 0.179], ['poor', 0.301], ['good', 0]])
    expect(aggregates[0]).not.toHaveProperty('p50Duration')
  })

  it('of one page are those of the page', () => {
    const rows = [vital('LCP', { '/a': times(3, 1000), '/b': times(9, 9000) }), vital('CLS', { '/b': times(9, 500) })]
    const { vitals, aggregates } = report('include=vitals&page=/a', rows)
    expect(vitals?.all).toEqual(vitals?.pages[0]?.vitals)
    expect(vitals?.pages).toMatchObject([{ page: '/a', vitals: [{ name: 'LCP', count: 3, rating: 'good' }] }])
    // Its sum and its exact percentiles are not kept, and those of all pages would be wrong.
    expect(aggregates).toEqual([{ date: '2025-10-13', type: 'web_vital', context: 'LCP', count: 3, avgDuration: null }])
  })

  it('add up over days; days of which no pages are known count in the whole', () => {
    const sealed = { ...vital('LCP', { '/a': times(8, 5000) }, { day: today - 1 }), vitals: new Map() }
    const { vitals } = report('include=vitals', [sealed, vital('LCP', { '/a': times(2, 1000) })])
    expect(named(vitals?.all, 'LCP')).toMatchObject({ count: 10, rating: 'poor' })
    expect(vitals?.pages).toMatchObject([{ page: '/a', vitals: [{ count: 2, rating: 'good' }] }])
  })

  it('are none where nothing was measured, and others than the five are not judged', () => {
    expect(report('include=vitals', []).vitals).toEqual({ all: [], pages: [], series: [] })
    expect(report('include=vitals', [vital('mine', { '/a': [5] })]).vitals).toEqual({ all: [], pages: [], series: [] })
  })

  it('list as many pages as are asked for, those with the most values first', () => {
    const { vitals } = report('include=vitals&limit=2', [vital('INP', { '/c': [1], '/a': times(5, 1), '/b': times(3, 1) })])
    expect(vitals?.pages.map(({ page }) => page)).toEqual(['/a', '/b'])
  })

  it('make a file, in which all pages have no name', () => {
    const file = encodeCsv(panelTable(report('include=vitals', [vital('INP', { '/a': times(4, 1) })]), 'vitals'))
    expect(file).toBe('page,name,count,p75,rating,good,needsImprovement,poor\r\n,INP,4,1,good,4,0,0\r\n/a,INP,4,1,good,4,0,0\r\n')
  })
})

it('a page that too few sessions saw is not named among the web vitals, and its values count', () => {
  const views = ['/a', '/b', '/c'].map((context) => timed({ day: today, type: 'page_view', context, count: 30, sessions: context === '/c' ? 1 : 30 }, []))
  const shown = suppressRare([...views, vital('LCP', { '/a': times(30, 1), '/b': times(20, 1), '/c': times(15, 1) })], 5)
  const row = shown.find(({ type }) => type === 'web_vital')
  expect(row?.vitals).toEqual(new Map([['/b', new Map([[-1, 20]])], ['(rare)', new Map([[-1, 45]])]]))
})

it('events become web vitals: times from their duration, the layout shift from its value', async () => {
  const now = Date.parse('2025-10-13T12:00:00Z')
  const store = memoryStore()
  await store.open()
  const event = { page: '/a', sessionId: null, platform: 'web', createdAt: now, type: 'web_vital' } as const
  const events = [
    { ...event, id: 'a-0', action: 'LCP', duration: 1200, metadata: { rating: 'good', navigationType: 'navigate' } },
    { ...event, id: 'a-1', action: 'CLS', duration: null, metadata: { rating: 'poor', value: 0.312 } },
    ...[-1, 'x', null, 1e9].map((value, index) => ({ ...event, id: `b-${index}`, action: 'CLS', duration: null, metadata: { value } })),
  ]
  await store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt: now } as Parameters<typeof store.insert>[0])
  const rows = await store.readAggregates({ from: today, to: today }, now)
  const { vitals } = report('include=vitals', rows.filter(({ type }) => type === 'web_vital'))
  expect(vitals?.all.map(({ name, count, rating }) => [name, count, rating])).toEqual([['LCP', 1, 'good'], ['CLS', 1, 'poor']])
  near(named(vitals?.all, 'CLS')?.p75, 0.312)
})
