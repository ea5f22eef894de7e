import { bucketOf, type ReportVitals } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { toVitals } from '../../src/reports/vitals'
import { totalDays } from '../../src/rows/total-days'
import type { DailyRow, RowFilters } from '../../src/store/store'
import { report, timed, today } from './report-of-rows'

type Values = Readonly<Record<string, readonly number[]>>

/** The row of a web vital, as a store folds it. */
function vital(name: string, pages: Values, day = today): DailyRow {
  const values = Object.values(pages).flat()
  const row = timed({ day, type: 'web_vital', context: name, sessions: 50, pages: new Map(Object.entries(pages).map(([page, own]) => [page, own.length])) }, name === 'CLS' ? [] : values)
  return { ...row, count: values.length, vitals: new Map(Object.entries(pages).map(([page, own]) => [page, countBuckets(own)])) }
}

function countBuckets(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1)
  return counts
}

/** As a version left them that kept no values of pages. */
const old = (row: DailyRow): DailyRow => ({ ...row, vitals: new Map() })
const dateOf = (back: number) => `2025-10-${13 - back}`
const nowhere: RowFilters = { page: null, endpoint: null, action: null, error: null }

/** The same from what a store has added up. */
function fromTotals(rows: readonly DailyRow[], filters: RowFilters = nowhere): ReportVitals {
  const days = [...new Set(rows.map(({ day }) => day))].sort((left, right) => left - right)
  const totals = totalDays(days.map((day) => ({ day, version: '1', live: false, rows: rows.filter((row) => row.day === day) })), [], { filters, minSessions: 1, hours: false, rows: true, transitions: 0 })
  return toVitals({ days: totals.days.map((day) => day.rows), rows: totals.rows }, 100)
}

const rows = [
  vital('LCP', { '/a': [1000, 2000], '/b': [9000] }, today - 3), vital('CLS', { '/a': [100, 300] }, today - 3),
  vital('LCP', { '/a': [1200] }), vital('INP', { '/b': [40, 50, 60, 70, 1000] }), vital('mine', { '/a': [5] }),
]

describe('web vitals over time', () => {
  it('have for each day what the day has alone', () => {
    const { series } = report('include=vitals&days=7', rows).vitals ?? { series: [] }
    const alone = (back: number) => Object.fromEntries(report('include=vitals', rows.filter(({ day }) => day === today - back)).vitals?.all.map(({ name, p75 }) => [name, p75]) ?? [])
    expect(series).toEqual([{ time: dateOf(3), p75: alone(3) }, { time: dateOf(0), p75: alone(0) }])
    expect(series.map(({ p75 }) => Object.keys(p75))).toEqual([['LCP', 'CLS'], ['LCP', 'INP']])
  })

  it.each([nowhere, { ...nowhere, page: '/a' }, { ...nowhere, page: '/b' }])('are the same where a store has added up: %o', (filters) => {
    const page = filters.page === null ? '' : `&page=${filters.page}`
    expect(fromTotals(rows, filters)).toEqual(report(`include=vitals&days=7${page}`, rows).vitals)
  })

  it('are of the page that the report is narrowed to', () => {
    const p75 = report('include=vitals&days=7&page=/b', rows).vitals?.series.map((day) => day.p75)
    expect(p75).toEqual([{ LCP: expect.closeTo(9000, -2) }, { INP: expect.closeTo(70, -1) }])
  })

  it('say where values were not kept: of a page, and of the layout shift, on days that were sealed before', () => {
    const sealed = [old(vital('LCP', { '/a': [1000] }, today - 1)), old(vital('CLS', { '/a': [100] }, today - 1)), vital('LCP', { '/a': [2000] })]
    expect(report('include=vitals&days=7', sealed).vitals?.series.map(({ p75 }) => p75)).toEqual([{ LCP: expect.closeTo(1000, -2), CLS: null }, { LCP: expect.closeTo(2000, -2) }])
    expect(report('include=vitals&days=7&page=/a', sealed).vitals?.series.map(({ p75 }) => p75)).toEqual([{ LCP: null, CLS: null }, { LCP: expect.closeTo(2000, -2) }])
    expect(fromTotals(sealed, { ...nowhere, page: '/a' }).series).toEqual(report('include=vitals&days=7&page=/a', sealed).vitals?.series)
    expect(report('include=vitals&days=7&page=/other', sealed).vitals?.series).toEqual([])
  })

  it.each([1, 2, 3, 4, 5, 8, 9, 100, 1001])('are exact although a day keeps few of its values: %i of them', (count) => {
    const values = Array.from({ length: count }, (_, index) => 1 + ((index * 7919) % 5000))
    const [day] = fromTotals([vital('LCP', { '/a': values }), vital('CLS', { '/a': values.slice(0, -1), '/b': values.slice(-1) })]).series
    const { all } = report('include=vitals', [vital('LCP', { '/a': values }), vital('CLS', { '/a': values })]).vitals ?? { all: [] }
    expect(day?.p75).toEqual(Object.fromEntries(all.map(({ name, p75 }) => [name, p75])))
  })
})
