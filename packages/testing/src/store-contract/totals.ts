import { expect } from 'vitest'
import { allDays, roundPercentile } from './parts'
import type { ContractRow, StoreUnderTest } from './store-under-test'

type Row = Omit<ContractRow, 'live'>

interface Truth {
  readonly rows: readonly Row[]
  readonly transitions: readonly { readonly from: string; readonly to: string; readonly count: number }[]
  readonly now: number
}

const nowhere = { page: null, endpoint: null, action: null, error: null }

/** Totals equal the plain sums of all rows: of the whole time, and of a part of it that begins and ends anywhere. */
export async function compareTotals(store: StoreUnderTest, { rows, transitions, now }: Truth): Promise<void> {
  const days = [...new Set(rows.map(({ day }) => day))]
  const part = { from: (days[0] ?? 0) + 2, to: (days.at(-1) ?? 0) - 1 }
  for (const { from, to } of [allDays, part]) {
    const totals = await store.readTotals({ from, to, filters: nowhere, minSessions: 1, hours: true, rows: true, transitions: 100_000 }, now)
    const inside = rows.filter(({ day }) => day >= from && day <= to)
    expect(totals.rows.map(plainTotal).sort(byName)).toEqual(sumBy(inside, ({ type, context }) => `${type} ${context}`).sort(byName))
    expect(totals.days.flatMap((ofDay) => ofDay.rows.map((row) => ({ day: ofDay.day, ...plainSum(row) }))).sort(byName)).toEqual(sumOfDays(inside).sort(byName))
    if (from === allDays.from) expect(totals.transitions).toEqual(sumTransitions(transitions))
  }
  await compareStepsOfPage(store, { transitions, now })
}

/** Of one page there are the steps to it and away from it. */
async function compareStepsOfPage(store: StoreUnderTest, { transitions, now }: Omit<Truth, 'rows'>): Promise<void> {
  const page = transitions[0]?.to ?? '/none'
  const totals = await store.readTotals({ ...allDays, filters: { ...nowhere, page }, minSessions: 1, hours: false, rows: false, transitions: 100_000 }, now)
  expect(totals.transitions).toEqual(sumTransitions(transitions.filter(({ from, to }) => from === page || to === page)))
}

// Errors stay apart by kind: their trend is drawn by kind.
function sumOfDays(rows: readonly Row[]): { readonly day: number; readonly name: string }[] {
  const byKind = (row: Row) => `${row.type} ${row.type === 'error' ? row.context : ''}`
  const days = new Set(rows.map(({ day }) => day))
  return [...days].flatMap((day) => groups(rows.filter((row) => row.day === day), byKind).map(([name, group]) => ({ day, name, ...sum(group), hours: addUp(group, 'hours') })))
}

function sumBy(rows: readonly Row[], nameOf: (row: Row) => string) {
  return groups(rows, nameOf).map(([name, group]) => {
    const type = group[0]?.type
    const isStart = type === 'session_start'
    return {
      name,
      ...sum(group),
      histogram: type === 'api_call' || type === 'session_end' || type === 'web_vital' ? addUp(group, 'histogram') : [],
      statusCounts: type === 'api_call' ? addUp(group, 'statusCounts') : [],
      pages: type === 'action' || type === 'error' ? addUp(group, 'pages') : [],
      hours: isStart ? addUp(group, 'hours') : [],
      platforms: isStart ? addUp(group, 'platforms') : [],
      endHours: type === 'session_end' ? addUp(group, 'endHours') : [],
      vitals: listVitals(group),
    }
  })
}

/** Views that reported a time; only meaningful for `page_leave`. */
function toldOf({ type, toldViews, durationCount }: Row): number {
  return type === 'page_leave' ? Math.min(toldViews, durationCount) : 0
}

function groups(rows: readonly Row[], nameOf: (row: Row) => string): readonly (readonly [string, readonly Row[]])[] {
  const byName = new Map<string, Row[]>()
  for (const row of rows) byName.set(nameOf(row), [...(byName.get(nameOf(row)) ?? []), row])
  return [...byName]
}

function sum(group: readonly Row[]) {
  const add = (numberOf: (row: Row) => number) => group.reduce((total, row) => total + numberOf(row), 0)
  const measured = group.filter(({ durationCount }) => durationCount > 0)
  const [only] = measured.length === 1 ? measured : []
  return {
    count: add(({ count }) => count), failed: add(({ failed }) => failed), sessions: add(({ sessions }) => sessions), toldViews: add(toldOf),
    durationCount: add(({ durationCount }) => durationCount), durationSum: add(({ durationSum }) => durationSum),
    durationMin: measured.length === 0 ? null : Math.min(...measured.map(({ durationMin }) => durationMin ?? 0)),
    durationMax: measured.length === 0 ? null : Math.max(...measured.map(({ durationMax }) => durationMax ?? 0)),
    // Percentiles do not average: they stay where one row has all durations.
    p95: roundPercentile(only?.p95 ?? null),
  }
}

function plainTotal(row: Row) {
  const { histogram, statusCounts, pages, hours, platforms, endHours } = row
  return { ...plainNumbers(row), histogram: list(histogram), statusCounts: list(statusCounts), pages: list(pages), hours: list(hours), platforms: list(platforms), endHours: list(endHours), vitals: listVitals([row]) }
}

function plainSum(row: Row) {
  return { ...plainNumbers(row), hours: list(row.hours) }
}

function plainNumbers(row: Row) {
  const { type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax, p95 } = row
  const toldViews = toldOf(row)
  return { name: `${type} ${context}`, count, failed, sessions, toldViews, durationCount, durationSum, durationMin, durationMax, p95: roundPercentile(p95) }
}

function addUp(group: readonly Row[], name: 'histogram' | 'statusCounts' | 'pages' | 'hours' | 'platforms' | 'endHours') {
  const total = new Map<string, number>()
  for (const row of group) for (const [key, count] of row[name]) total.set(String(key), (total.get(String(key)) ?? 0) + count)
  return list(total)
}

function list(counts: ReadonlyMap<string | number, number>) {
  return [...counts].map(([key, count]) => [String(key), count] as const).sort(([left], [right]) => (left < right ? -1 : 1))
}

/** How often each value was measured on each page, in the rows of one web vital. */
function listVitals(group: readonly Row[]) {
  const total = new Map<string, number>()
  for (const { vitals } of group) for (const [page, histogram] of vitals) for (const [bucket, count] of histogram) total.set(`${page} ${bucket}`, (total.get(`${page} ${bucket}`) ?? 0) + count)
  return list(total)
}

function sumTransitions(rows: Truth['transitions']): Truth['transitions'] {
  const total = new Map<string, number>()
  for (const { from, to, count } of rows) total.set(JSON.stringify([from, to]), (total.get(JSON.stringify([from, to])) ?? 0) + count)
  return [...total]
    .map(([key, count]) => {
      const [from = '', to = ''] = JSON.parse(key) as string[]
      return { from, to, count }
    })
    .sort((left, right) => right.count - left.count || (`${left.from} ${left.to}` < `${right.from} ${right.to}` ? -1 : 1))
}

function byName(left: { readonly day?: number; readonly name: string }, right: { readonly day?: number; readonly name: string }): number {
  return (left.day ?? 0) - (right.day ?? 0) || (left.name < right.name ? -1 : 1)
}
