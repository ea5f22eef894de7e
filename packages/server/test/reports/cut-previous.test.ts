import { describe, expect, it } from 'vitest'
import { createCalendar, dayOfDate } from '@parel/telemetry-core'
import { buildReport } from '../../src/reports/build-report'
import { parseReportQuery } from '../../src/reports/parse-report-query'
import type { DailyRow } from '../../src/store/store'
import { dailyRow } from './daily-row'

const today = dayOfDate('2025-10-13') ?? 0
const hours = (counts: Readonly<Record<string, number>>) => new Map(Object.entries(counts))

function previousOf(query: string, rows: readonly DailyRow[], { hour = 12, minute = 15, minSessions = 1 } = {}) {
  const days = [...new Set(rows.map(({ day }) => day))].map((day) => rows.filter((row) => row.day === day))
  const setting = { calendar: createCalendar('UTC'), clock: { today, hour, minute }, minSessions }
  return buildReport(parseReportQuery(new URLSearchParams(`compare=previous&${query}`), { today }), { days: [], transitions: [], previous: days }, setting).previous
}

describe('the period before, while the period is running', () => {
  const lastMonday = dailyRow({ day: today - 7, type: 'page_view', context: '/a', count: 100, hours: hours({ 8: 40, 12: 20, 13: 25, 23: 15 }) })

  it('counts up to the same time: whole hours, and a quarter of the running one', () => {
    expect(previousOf('days=1', [lastMonday])).toMatchObject({ until: '2025-10-06T12:15', summary: { pageViews: 45 } })
  })

  it.each([
    [0, 0, 0],
    [0, 30, 0],
    [9, 0, 40],
    [23, 59, 100],
  ])('at %i:%i counts %i of 100', (hour, minute, expected) => {
    expect(previousOf('days=1', [lastMonday], { hour, minute })?.summary.pageViews).toBe(expected)
  })

  it('holds whole days and the part of the last one, in the number as in the series', () => {
    const rows = [lastMonday, dailyRow({ day: today - 8, type: 'page_view', context: '/a', count: 7 })]
    const previous = previousOf('days=7&include=series', rows)
    expect(previous?.until).toBe('2025-10-06T12:15')
    expect(previous?.summary.pageViews).toBe(52)
    expect(previous?.series?.slice(-2)).toMatchObject([{ pageViews: 7, partial: false }, { pageViews: 45, partial: true }])
  })

  it('has its running hour cut; the hours after it tell how the day went on', () => {
    const points = previousOf('days=1&include=hours', [lastMonday])?.hours ?? []
    expect([8, 12, 13].map((hour) => ({ pageViews: points[hour]?.pageViews, partial: points[hour]?.partial }))).toEqual([
      { pageViews: 40, partial: false }, { pageViews: 5, partial: true }, { pageViews: 25, partial: false },
    ])
  })

  it('rounds the sum, not its parts: forty names with one event in the hour are ten', () => {
    const rows = Array.from({ length: 40 }, (_value, index) => dailyRow({ day: today - 7, type: 'page_view', context: `/${index}`, count: 1, hours: hours({ 12: 1 }) }))
    expect(previousOf('days=1', rows)?.summary.pageViews).toBe(10)
  })

  it('weighs a mean by the part of the day, because durations have no hours', () => {
    const call = (day: number, durationSum: number) => dailyRow({ day, type: 'api_call', context: '/api', count: 10, durationCount: 10, durationSum, hours: hours({ 8: 5, 20: 5 }) })
    expect(previousOf('days=1', [call(today - 7, 1000)])?.summary).toMatchObject({ apiCalls: 5, avgApiLatency: 100 })
    expect(previousOf('days=2', [call(today - 8, 1000), call(today - 7, 4000)])?.summary).toMatchObject({ apiCalls: 15, avgApiLatency: 200 })
  })

  it('narrows to a page after the cut', () => {
    const row = dailyRow({ day: today - 7, type: 'action', context: 'save', count: 40, pages: new Map([['/a', 30], ['/b', 10]]), hours: hours({ 8: 20, 20: 20 }) })
    expect(previousOf('days=1&page=/a', [row])?.summary.actions).toBe(15)
  })

  it('hides what is rare by the whole day: a cut makes no name rarer', () => {
    const rows = [dailyRow({ day: today - 7, type: 'page_view', context: '/a', count: 10, sessions: 10, hours: hours({ 20: 10 }) }), dailyRow({ day: today - 7, type: 'page_view', context: '/b', count: 4, sessions: 9, hours: hours({ 8: 4 }) })]
    expect(previousOf('days=1&page=/b', rows, { minSessions: 5 })?.summary.pageViews).toBe(4)
  })

  it('leaves out days that have not come yet', () => {
    const previous = previousOf('from=2025-10-12&to=2025-10-15&include=series', [dailyRow({ day: today - 8, type: 'page_view', context: '/a', count: 3, hours: hours({ 1: 3 }) }), dailyRow({ day: today - 6, type: 'page_view', context: '/a', count: 100 })])
    expect(previous?.until).toBe('2025-10-06T12:15')
    expect(previous?.summary.pageViews).toBe(3)
  })

  it('is whole when the period is over', () => {
    const previous = previousOf('from=2025-10-12&to=2025-10-12', [dailyRow({ day: today - 8, type: 'page_view', context: '/a', count: 100, hours: lastMonday.hours })])
    expect(previous?.summary.pageViews).toBe(100)
    expect(previous).not.toHaveProperty('until')
  })
})
