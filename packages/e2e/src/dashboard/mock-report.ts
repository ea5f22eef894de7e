import type { Report, ReportAction, ReportBucket, ReportEndpoint, ReportPage, ReportPageVitals, ReportSeriesPoint, ReportSummary, ReportVital } from '@parel/telemetry-core'

const dayMs = 86_400_000
/** The fixed current time of every invented report. */
export const MOCK_NOW = Date.parse('2025-10-13T16:20:00.000Z')

const zero: ReportSummary = { pageViews: 0, actions: 0, errors: 0, apiCalls: 0, sessions: 0, avgApiLatency: null, errorRate: null, avgSessionLength: null }

/** The guide's eight numbers. */
const GUIDE_SUMMARY: ReportSummary = {
  pageViews: 1543, actions: 892, errors: 12, apiCalls: 3421, sessions: 234, avgApiLatency: 145.3, errorRate: 1.35, avgSessionLength: 423_000,
}

const previousSummary: ReportSummary = {
  pageViews: 1388, actions: 913, errors: 19, apiCalls: 3399, sessions: 211, avgApiLatency: 139.6, errorRate: 2.08, avgSessionLength: 401_000,
}

/** What the page asked for. */
export interface MockQuestion {
  readonly days: number
  readonly compare: boolean
  readonly filters: ReadonlyMap<string, string>
}

/** A report of an app in use: plausible, and the same each time. */
export function richReport(question: MockQuestion): Report {
  const { days, compare, filters } = question
  const start = startOf(MOCK_NOW, days)
  const narrowed = filters.size > 0 ? 0.3 : 1
  return {
    summary: scaleSummary(GUIDE_SUMMARY, (days / 7) * narrowed),
    aggregates: [],
    period: { days, startDate: new Date(start).toISOString(), endDate: new Date(start + days * dayMs - 1).toISOString() },
    timeZone: 'UTC',
    series: dailySeries(start, days, 1),
    hours: days === 1 ? hourlySeries(start, 1) : [],
    pages: { uniquePages: pages.length, rows: keep(pages, ({ page }) => page, filters.get('page')) },
    actions: keep(actions, ({ action }) => action, filters.get('action')),
    endpoints: keep(endpoints, ({ endpoint }) => endpoint, filters.get('endpoint')),
    errors: errorsOf(start, days),
    sessions: sessionsOf(days),
    transitions: transitions,
    vitals: vitalsOf(filters.get('page'), dailySeries(start, days, 1)),
    ...(compare ? { previous: previousOf(start, days) } : {}),
  }
}

/** A report in which nothing happened. */
export function emptyReport(question: MockQuestion): Report {
  const { previous: _previous, ...report } = richReport(question)
  const still = { pageViews: 0, actions: 0, errors: 0, apiCalls: 0, sessions: 0, avgApiLatency: null, p95ApiLatency: null, errorRate: null, avgSessionLength: null, apiErrorRate: null }
  return {
    ...report,
    summary: zero,
    series: (report.series ?? []).map((step) => ({ ...step, ...still })),
    pages: { uniquePages: 0, rows: [] },
    actions: [],
    endpoints: [],
    errors: { kinds: [{ name: 'api_error', count: 0 }, { name: 'client_error', count: 0 }, { name: 'network_error', count: 0 }], pages: [], series: [] },
    sessions: { count: 0, avgLength: null, medianLength: null, percentiles: 'exact', lengths: [], platforms: [], startsByHour: Array.from({ length: 24 }, () => 0), endsByHour: Array.from({ length: 24 }, () => 0) },
    transitions: [],
    vitals: { all: [], pages: [], series: [] },
  }
}

const keep = <Row>(rows: readonly Row[], read: (row: Row) => string, wanted: string | undefined) => (wanted === undefined ? rows : rows.filter((row) => read(row) === wanted))
const startOf = (now: number, days: number) => now - (now % dayMs) - (days - 1) * dayMs
const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10)
// A number between 0 and 1 that only depends on its seed.
const noise = (seed: number) => Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1

function scaleSummary(summary: ReportSummary, factor: number): ReportSummary {
  if (factor === 1) return summary
  const times = (value: number) => Math.round(value * factor)
  return { ...summary, pageViews: times(summary.pageViews), actions: times(summary.actions), errors: times(summary.errors), apiCalls: times(summary.apiCalls), sessions: times(summary.sessions) }
}

function point(time: string, seed: number, weight: number, partial: boolean): ReportSeriesPoint {
  const of = (size: number, offset: number) => Math.round(size * weight * (0.8 + 0.4 * noise(seed + offset)))
  const [views, used] = [of(240, 1), of(140, 2)]
  const errors = Math.round(4 * weight * noise(seed + 3))
  return {
    time, partial, pageViews: views, actions: used, errors, apiCalls: of(520, 4), sessions: of(38, 5),
    avgApiLatency: 130 + Math.round(40 * noise(seed + 6)), p95ApiLatency: 260 + Math.round(90 * noise(seed + 7)), apiErrorRate: Math.round(300 * noise(seed + 9)) / 100,
    errorRate: used > 0 ? Math.round((errors / used) * 10_000) / 100 : null, avgSessionLength: 360_000 + Math.round(120_000 * noise(seed + 8)),
  }
}

function dailySeries(start: number, days: number, size: number): readonly ReportSeriesPoint[] {
  return Array.from({ length: days }, (_value, index) => {
    const time = start + index * dayMs
    const weekend = [0, 6].includes(new Date(time).getUTCDay()) ? 0.55 : 1
    const partial = isoDay(time) === isoDay(MOCK_NOW)
    return point(isoDay(time), time / dayMs, size * weekend * (partial ? 0.68 : 1), partial)
  })
}

function hourlySeries(start: number, size: number): readonly ReportSeriesPoint[] {
  const now = new Date(MOCK_NOW).getUTCHours()
  return Array.from({ length: 24 }, (_value, hour) => {
    const day = Math.max(0.02, Math.sin(((hour - 5) / 18) * Math.PI)) / 12
    const weight = hour > now && size === 1 ? 0 : day * size
    return point(`${isoDay(start)}T${String(hour).padStart(2, '0')}:00`, start / dayMs + hour, weight, hour === now && size === 1)
  })
}

function previousOf(start: number, days: number): NonNullable<Report['previous']> {
  const shift = Math.ceil(days / 7) * 7
  const before = start - shift * dayMs
  const last = days - 1
  return {
    summary: scaleSummary(previousSummary, days / 7),
    period: { days, startDate: new Date(before).toISOString(), endDate: new Date(before + days * dayMs - 1).toISOString() },
    until: `${isoDay(before + last * dayMs)}T16:20`,
    series: dailySeries(before, days, 0.9).map((step, index) => (index === last ? { ...step, pageViews: Math.round(step.pageViews * 0.68), partial: true } : step)),
    hours: days === 1 ? hourlySeries(before, 0.9).map((step, hour) => ({ ...step, partial: hour === 16 })) : [],
  }
}

const pages: readonly ReportPage[] = [
  ['/dashboard', 543, 201, 94_000, 1], ['/profile', 423, 160, 41_000, 0], ['/flow/[id]', 321, 122, 187_000, 5], ['/friends', 234, 98, 63_000, 2],
  ['/shop', 198, 90, 71_000, 0], ['/settings', 121, 66, 38_000, 0], ['/flow/[id]/edit', 96, 40, 242_000, 3], ['/shop/[id]', 84, 51, 33_000, 0],
  ['/', 71, 60, 12_000, 0], ['/notifications', 44, 31, 9_000, 0], ['/settings/notifications/channels/[id]/quiet-hours', 12, 7, 22_000, 0], ['/about', 9, 8, 15_000, 0],
].map(([page, views, sessions, avgVisibleTime, errors]) => ({ page, views, sessions, avgVisibleTime, errors }) as ReportPage)

const actions: readonly ReportAction[] = [
  ['challenge_sent', 312, 104, 44.44, '/friends'], ['flow_completed', 204, 88, 37.61, '/flow/[id]'], ['item_purchased', 141, 52, 22.22, '/shop'],
  ['profile_updated', 96, 61, 26.07, '/profile'], ['button_click', 74, 39, 16.67, '/dashboard'], ['level_up', 43, 30, 12.82, '/flow/[id]'], ['search', 22, 17, 7.26, '/friends'],
].map(([action, count, sessions, adoption, page]) => ({ action, count, sessions, adoption, pages: [{ name: page, count }] }) as ReportAction)

function latencyBuckets(p50: number): readonly ReportBucket[] {
  return Array.from({ length: 18 }, (_value, index) => {
    const from = Math.round(p50 * 0.4 * 1.22 ** index)
    return { from, to: Math.round(p50 * 0.4 * 1.22 ** (index + 1)), count: Math.round(200 * Math.exp(-(((index - 5) / 3) ** 2)) + (index > 12 ? 4 : 0)) }
  })
}

const endpoints: readonly ReportEndpoint[] = (
  [
    ['/api/user', 1234, 123.5, 98, 245, 512, 0.24, 3], ['/api/feed', 986, 171, 145, 388, 790, 0.41, 4], ['/api/messages', 640, 236, 203, 530, 1210, 1.56, 10],
    ['/api/flow/[id]', 402, 98, 81, 190, 344, 0, 0], ['/api/shop/checkout', 96, 612, 540, 1480, 2860, 5.21, 5], ['/api/search', 63, 310, 288, 702, 940, 0, 0],
  ] as const
).map(([endpoint, count, avg, p50, p95, p99, errorRate, failed]) => ({
  endpoint, count, avg, p50, p95, p99, errorRate, percentiles: 'approximate',
  statusCodes: [{ name: '200', count: count - failed - 30 }, { name: '304', count: 30 }, { name: '404', count: Math.floor(failed / 2) }, { name: '500', count: Math.ceil(failed / 2) }].filter((code) => code.count > 0),
  latency: latencyBuckets(p50),
}))

const vital = (name: ReportVital['name'], count: number, p75: number, rating: ReportVital['rating']): ReportVital => ({
  name, count, p75, rating, good: Math.round(count * (rating === 'good' ? 0.82 : 0.55)), needsImprovement: Math.round(count * 0.12), poor: count - Math.round(count * (rating === 'good' ? 0.82 : 0.55)) - Math.round(count * 0.12),
})

const pageVitals: readonly ReportPageVitals[] = (
  [
    ['/dashboard', 510, 2980, 144, 0.041, 1420, 610], ['/profile', 402, 1840, 96, 0.008, 1210, 540], ['/flow/[id]', 300, 4620, 620, 0.312, 3240, 1920], ['/friends', 220, 2210, 216, 0.104, 1510, 720], ['/shop', 190, 2460, 120, 0.19, 1690, 780],
  ] as const
).map(([page, count, lcp, inp, cls, fcp, ttfb]) => ({
  page,
  vitals: [
    vital('LCP', count, lcp, lcp <= 2500 ? 'good' : lcp <= 4000 ? 'needs-improvement' : 'poor'), vital('INP', Math.round(count * 0.7), inp, inp <= 200 ? 'good' : inp <= 500 ? 'needs-improvement' : 'poor'),
    vital('CLS', count, cls, cls <= 0.1 ? 'good' : cls <= 0.25 ? 'needs-improvement' : 'poor'), vital('FCP', count, fcp, fcp <= 1800 ? 'good' : 'poor'), vital('TTFB', count, ttfb, ttfb <= 800 ? 'good' : 'poor'),
  ],
}))

/** Of one page, those of the page; of all, those of all together. */
function vitalsOf(page: string | undefined, days: readonly ReportSeriesPoint[]): NonNullable<Report['vitals']> {
  const shown = keep([...pageVitals, { page: '/about', vitals: [vital('TTFB', 9, 90, 'good')] }], (row) => row.page, page)
  const whole = [vital('LCP', 1622, 2840, 'needs-improvement'), vital('INP', 1135, 176, 'good'), vital('CLS', 1622, 0.083, 'good'), vital('FCP', 1622, 1610, 'good'), vital('TTFB', 1631, 704, 'good')]
  const all = page === undefined ? whole : (shown[0]?.vitals ?? [])
  const valueOn = (day: number, { name, p75 }: ReportVital) => [name, Math.round(p75 * 1000 * (0.8 + 0.4 * noise(day))) / 1000] as const
  return { all, pages: shown, series: days.map(({ time }, day) => ({ time, p75: Object.fromEntries(all.map((each) => valueOn(day, each))) })) }
}

function errorsOf(start: number, days: number): NonNullable<Report['errors']> {
  const kinds = [{ name: 'api_error', count: 8 }, { name: 'client_error', count: 4 }, { name: 'network_error', count: 0 }, { name: 'operation_failed', count: 3 }]
  const series = Array.from({ length: days }, (_value, index) => ({
    time: isoDay(start + index * dayMs),
    kinds: kinds.slice(0, 2).map(({ name }, kind) => ({ name, count: Math.round(2.4 * noise(index + kind * 7)) })),
  }))
  return { kinds, pages: [{ name: '/flow/[id]', count: 5 }, { name: '/flow/[id]/edit', count: 3 }, { name: '/friends', count: 2 }, { name: '/dashboard', count: 1 }], series }
}

function sessionsOf(days: number): NonNullable<Report['sessions']> {
  const edges = [0, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000, 3_600_000]
  return {
    count: Math.round((234 / 7) * days), avgLength: 423_000, medianLength: 288_000, percentiles: 'approximate',
    lengths: edges.slice(0, -1).map((from, index) => ({ from, to: edges[index + 1] ?? from, count: [14, 21, 26, 34, 52, 41, 27, 13, 6][index] ?? 0 })),
    platforms: [{ name: 'web', count: 171 }, { name: 'mobile', count: 63 }],
    startsByHour: Array.from({ length: 24 }, (_value, hour) => sessionsAt(hour)),
    endsByHour: Array.from({ length: 24 }, (_value, hour) => sessionsAt(hour - 0.4)),
  }
}

function sessionsAt(hour: number): number {
  return Math.round(18 * Math.max(0.05, Math.sin(((hour - 5) / 18) * Math.PI)))
}

const transitions = [
  ['/dashboard', '/flow/[id]', 188], ['/flow/[id]', '/dashboard', 121], ['/dashboard', '/friends', 96], ['/', '/dashboard', 58], ['/shop', '/shop/[id]', 55],
  ['/friends', '/profile', 48], ['/flow/[id]', '/flow/[id]/edit', 41], ['/dashboard', '/shop', 37], ['/profile', '/settings', 33], ['/settings', '/settings/notifications/channels/[id]/quiet-hours', 12],
].map(([from, to, count]) => ({ from: String(from), to: String(to), count: Number(count) }))
