import { EVENT_TYPES, type Report } from '@parel/telemetry-core'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createTemporaryFolder } from '../store/temporary-folder'
import { dayMs, startRecounted, steps } from './recounted-server'

// What is handed out as a file, and what a limit leaves, is what the report says.

const folder = createTemporaryFolder()
afterAll(folder.remove)

const dateOfDay = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)
const counts = (list: readonly { readonly name: string; readonly count: number }[]) => list.map(({ name, count }) => `${name}: ${count}`).join('; ')
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** Lines of a file, each as its cells. No name of these histories has a comma or a quote. */
const linesOf = (text: string) => text.split('\r\n').slice(0, -1).map((line) => line.split(','))
const cells = (...values: readonly unknown[]) => values.map((value) => (value === null || value === undefined ? '' : String(value)))

/** Each panel as lines, from the report. */
function panelsOf({ summary, aggregates, series, hours, pages, actions, endpoints, errors, sessions, transitions, vitals }: Report): Readonly<Record<string, readonly (readonly string[])[]>> {
  const points = (list: Report['series']) => (list ?? []).map((row) => cells(row.time, row.pageViews, row.actions, row.errors, row.apiCalls, row.sessions, row.avgApiLatency, row.p95ApiLatency, row.errorRate, row.avgSessionLength, row.apiErrorRate))
  return {
    summary: Object.entries(summary).map((entry) => cells(...entry)),
    aggregates: aggregates.map((row) => cells(row.date, row.type, row.context, row.count, row.avgDuration, row.p50Duration, row.p95Duration, row.p99Duration, row.errorRate)),
    series: points(series),
    hours: points(hours),
    pages: (pages?.rows ?? []).map((row) => cells(row.page, row.views, row.sessions, row.avgVisibleTime, row.errors)),
    actions: (actions ?? []).map((row) => cells(row.action, row.count, row.sessions, row.adoption, counts(row.pages))),
    endpoints: (endpoints ?? []).map((row) => cells(row.endpoint, row.count, row.avg, row.p50, row.p95, row.p99, row.errorRate, counts(row.statusCodes))),
    errors: [...(errors?.kinds ?? []).map((row) => cells('kind', row.name, row.count)), ...(errors?.pages ?? []).map((row) => cells('page', row.name, row.count))],
    'errors-by-day': (errors?.series ?? []).flatMap(({ time, kinds }) => kinds.map((row) => cells(time, row.name, row.count))),
    'vitals-by-day': (vitals?.series ?? []).map(({ time, p75 }) => cells(time, p75.LCP, p75.INP, p75.CLS, p75.FCP, p75.TTFB)),
    sessions: [
      cells('total', 'sessions', sessions?.count), cells('total', 'avgLength', sessions?.avgLength), cells('total', 'medianLength', sessions?.medianLength),
      ...(sessions?.lengths ?? []).map(({ from, to, count }) => cells('length', `${from} to ${to}`, count)),
      ...(sessions?.platforms ?? []).map(({ name, count }) => cells('platform', name, count)),
      ...(sessions?.startsByHour ?? []).map((count, hour) => cells('start', clock(hour), count)),
      ...(sessions?.endsByHour ?? []).map((count, hour) => cells('end', clock(hour), count)),
    ],
    transitions: (transitions ?? []).map((row) => cells(row.from, row.to, row.count)),
  }
}

/** The report with its lists cut. */
function cut(report: Report, limit: number): Report {
  const kinds = report.errors?.kinds.filter(({ name }, index) => index < limit || ['api_error', 'client_error', 'network_error'].includes(name)) ?? []
  return {
    ...report,
    pages: { uniquePages: report.pages?.uniquePages ?? 0, rows: report.pages?.rows.slice(0, limit) ?? [] },
    actions: report.actions?.slice(0, limit) ?? [],
    endpoints: report.endpoints?.slice(0, limit) ?? [],
    transitions: report.transitions?.slice(0, limit) ?? [],
    errors: { kinds, pages: report.errors?.pages.slice(0, limit) ?? [], series: (report.errors?.series ?? []).map((point) => ({ ...point, kinds: point.kinds.slice(0, limit) })) },
  }
}

const asked = fc.record({ ago: fc.integer({ min: 0, max: 6 }), length: fc.integer({ min: 0, max: 12 }), type: fc.option(fc.constantFrom(...EVENT_TYPES)), page: fc.option(fc.constantFrom('/x', '/y')), limit: fc.integer({ min: 1, max: 3 }) })

it('a limit leaves the first of each list, and every file says what the report says', async () => {
  await fc.assert(
    fc.asyncProperty(steps, asked, async (history, { ago, length, type, page, limit }) => {
      const server = startRecounted(folder.file())
      for (const step of history) await server.act(step)
      const period = `from=${dateOfDay(server.today() - ago - length)}&to=${dateOfDay(server.today() - ago)}${type === null ? '' : `&type=${type}`}${page === null ? '' : `&page=${encodeURIComponent(page)}`}`
      const query = `${period}&limit=${limit}&include=all`
      const report = await server.ask(query)
      expect(report).toEqual(cut(await server.ask(`${period}&include=all`), limit))
      expect(JSON.parse(await server.export(`${query}&format=json`))).toEqual(report)
      for (const [panel, lines] of Object.entries(panelsOf(report))) expect([panel, linesOf(await server.export(`${period}&limit=${limit}&format=csv&panel=${panel}`)).slice(1)]).toEqual([panel, lines])
      await server.close()
    }),
    { numRuns: 5, endOnFailure: true },
  )
})
