import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPage, readNumber, readRows, waitForNumbers, type WatchedPage } from '../../src/dashboard/open-page.ts'
import { startRealServer, type RealServer } from '../../src/dashboard/real-server.ts'
import { groupBy, seedSessions, type SeededEvent } from '../../src/dashboard/seeded-events.ts'
import { signIn } from '../../src/dashboard/sign-in.ts'
import { prepareChromium } from '../../src/prepare-chromium.ts'

const now = Date.parse('2025-10-13T16:20:00.000Z')
const events = seedSessions(now, 16)
const count = new Intl.NumberFormat('en-GB')

const chromium = prepareChromium()

// Everything below is computed from the events alone, with nothing of the product.
const dayIn = (timeZone: string, time: number) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(time)
const hourIn = (timeZone: string, time: number) => Number(new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit' }).format(time))
const ofType = (list: readonly SeededEvent[], type: string) => list.filter((event) => event.type === type)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const countBy = (list: readonly SeededEvent[], read: (event: SeededEvent) => string | undefined) =>
  [...groupBy(list, read)].map(([name, group]) => ({ name: name ?? '', count: group.length })).toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))

function inLastDays(timeZone: string, days: number): readonly SeededEvent[] {
  const today = dayIn(timeZone, now)
  const first = new Date(Date.parse(today) - (days - 1) * 86_400_000).toISOString().slice(0, 10)
  return events.filter(({ createdAt }) => dayIn(timeZone, createdAt) >= first && dayIn(timeZone, createdAt) <= today)
}

// The same days of the week before. Whole hours up to now a week ago, and twenty sixtieths of the hour that is running at 16:20.
function countBefore(timeZone: string, days: number, type: string): number {
  const shift = 7 * 86_400_000
  const hourBegin = now - (now % 3_600_000)
  const firstDay = new Date(Date.parse(dayIn(timeZone, now)) - (days - 1) * 86_400_000 - shift).toISOString().slice(0, 10)
  const earlier = ofType(events, type).filter(({ createdAt }) => dayIn(timeZone, createdAt) >= firstDay)
  const whole = earlier.filter(({ createdAt }) => createdAt < hourBegin - shift).length
  const running = earlier.filter(({ createdAt }) => createdAt >= hourBegin - shift && createdAt < hourBegin - shift + 3_600_000).length
  return Math.round(whole + running / 3)
}

function lengthText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const rest = seconds % 60
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${rest ? ` ${rest}s` : ''}`
}

function expectedSummary(list: readonly SeededEvent[], beginningIn: readonly SeededEvent[]) {
  const [actions, errors] = [ofType(list, 'action').length, ofType(list, 'error').length]
  return {
    pageViews: count.format(ofType(list, 'page_view').length),
    actions: count.format(actions),
    errors: count.format(errors),
    apiCalls: count.format(ofType(list, 'api_call').length),
    sessions: count.format(beginningIn.length),
    // The number is defined with one decimal; the card shows it without.
    avgApiLatency: `${Math.round(Math.round(mean(ofType(list, 'api_call').map(({ duration }) => duration ?? 0)) * 10) / 10)}ms`,
    errorRate: `${(Math.round((errors / actions) * 10_000) / 100).toFixed(2)}%`,
  }
}

async function readSummary(page: Page) {
  const read = async (metric: string) => [metric, await readNumber(page, metric)] as const
  return Object.fromEntries(await Promise.all(['pageViews', 'actions', 'errors', 'apiCalls', 'sessions', 'avgApiLatency', 'errorRate'].map(read)))
}

async function enter({ page }: WatchedPage, address: string): Promise<void> {
  await page.goto(address)
  await signIn(page)
  await waitForNumbers(page)
}

describe.each(['UTC', 'Pacific/Auckland'])('numbers on the screen equal numbers computed from the events, in %s', (timeZone) => {
  let server: RealServer
  let opened: WatchedPage

  beforeAll(async () => {
    server = await startRealServer(now, { timeZone })
    await server.seed(events)
    opened = await openPage(chromium.browser, { timeZone: 'America/New_York' })
    await enter(opened, `${server.origin}/admin/telemetry`)
  })
  afterAll(async () => {
    await opened.page.context().close()
    await server.close()
  })

  it.each([1, 7, 14])('the summary of %i days', async (days) => {
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry?days=${days}`)
    await waitForNumbers(page)
    const list = inLastDays(timeZone, days)
    expect(await readSummary(page)).toEqual(expectedSummary(list, ofType(list, 'session_start')))
  })

  it.each([1, 7])('the change of %i days, against the same part of the days before', async (days) => {
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry?days=${days}`)
    await waitForNumbers(page)
    const spoken = async (metric: string) => page.locator(`[data-metric="${metric}"]`).evaluate((button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent)
    for (const [metric, type] of [['pageViews', 'page_view'], ['actions', 'action'], ['errors', 'error'], ['apiCalls', 'api_call'], ['sessions', 'session_start']] as const) {
      const before = count.format(countBefore(timeZone, days, type))
      expect(`${metric} ${await spoken(metric)}`).toContain(`Before: ${before}, up to the same time.`)
    }
  })

  it('the tables of 7 days', async () => {
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry`)
    await waitForNumbers(page)
    const list = inLastDays(timeZone, 7)
    const [pages, actions, endpoints] = [await readRows(page, 'Top Pages'), await readRows(page, 'Actions'), await readRows(page, 'API Performance')]
    expect(pages.map(([name, views]) => ({ name, count: Number(views) }))).toEqual(countBy(ofType(list, 'page_view'), (event) => event.page))
    expect(actions.map(([name, uses]) => ({ name, count: Number(uses) }))).toEqual(countBy(ofType(list, 'action'), (event) => event.action))
    expect(endpoints.map(([name, calls]) => [name, Number(calls)]).toSorted()).toEqual(countBy(ofType(list, 'api_call'), (event) => event.page).map(({ name, count: calls }) => [name, calls]).toSorted())
    const kinds = await page.locator('.kind-value').evaluateAll((elements) => elements.map((element) => [element.getAttribute('data-kind'), Number(element.textContent)]))
    const errors = countBy(ofType(list, 'error'), (event) => event.action)
    expect(kinds).toEqual(['api_error', 'client_error', 'network_error'].map((kind) => [kind, errors.find(({ name }) => name === kind)?.count ?? 0]))
  })

  it('the chart and its table, day by day, and the mean session', async () => {
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry?compare=off`)
    await waitForNumbers(page)
    await page.locator('.summary .chart-table summary').click()
    const shown = await page.locator('.summary .chart-table tbody tr').evaluateAll((rows) => rows.map((row) => Number(row.querySelector('td')?.textContent)))
    const views = ofType(inLastDays(timeZone, 7), 'page_view')
    const days = [...groupBy(views, ({ createdAt }) => dayIn(timeZone, createdAt))].toSorted().map(([, group]) => group.length)
    expect(shown).toEqual(days)
    await page.locator('.summary').getByRole('slider').focus()
    await expect.poll(() => page.locator('.summary').getByRole('slider').getAttribute('aria-valuetext')).toContain(`, incomplete: ${days.at(-1)}`)
    const lengths = ofType(inLastDays(timeZone, 7), 'session_end').map(({ duration }) => duration ?? 0)
    expect(await readNumber(page, 'avgSessionLength')).toBe(lengthText(mean(lengths)))
    expect(opened.problems).toEqual([])
  })

  it('the calls of an endpoint, day by day', async () => {
    const { page } = opened
    const calls = ofType(inLastDays(timeZone, 7), 'api_call')
    const name = countBy(calls, (event) => event.page)[0]?.name ?? ''
    await page.goto(`${server.origin}/admin/telemetry?endpoint=${encodeURIComponent(name)}`)
    await waitForNumbers(page)
    const days = [...groupBy(calls, ({ createdAt }) => dayIn(timeZone, createdAt))].toSorted().map(([, group]) => group.filter((event) => event.page === name))
    const shown = () => page.locator('.summary .chart-table tbody tr').evaluateAll((rows) => rows.map((row) => row.querySelector('td')?.textContent))
    await page.locator('.summary .chart-table summary').click()
    expect(await shown()).toEqual(days.map((group) => String(group.length)))
    await page.getByRole('button', { name: 'Avg API', exact: true }).click()
    expect(await shown()).toEqual(days.map((group) => `${Math.round(Math.round(mean(group.map(({ duration }) => duration ?? 0)) * 10) / 10)}ms`))
  })

  it('the hours of the clock at which sessions began and ended', async () => {
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry`)
    await waitForNumbers(page)
    const list = inLastDays(timeZone, 7)
    const begun = ofType(list, 'session_start').map(({ createdAt }) => hourIn(timeZone, createdAt))
    const ended = ofType(list, 'session_end').map(({ createdAt, duration = 0 }) => hourIn(timeZone, createdAt + duration))
    for (const [name, hours] of [['Begun at', begun], ['Ended at', ended]] as const) {
      const shown = await page.locator('table', { has: page.locator('caption', { hasText: name }) }).locator('tbody td').evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)))
      expect(shown).toEqual(Array.from({ length: 24 }, (_value, hour) => hours.filter((each) => each === hour).length))
    }
  })
})
