import type { Report, ReportAggregate } from '@parel/telemetry-core'
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { launchMeasuredChromium } from '../../src/chromium.ts'
import { HOSTILE_NAMES } from '../../src/dashboard/hostile-names.ts'
import { largeStore } from '../../src/dashboard/large-store.ts'
import { measureWork } from '../../src/dashboard/measure-work.ts'
import { waitForNumbers } from '../../src/dashboard/open-page.ts'
import { startRealServer, type RealServer } from '../../src/dashboard/real-server.ts'
import { dashboardDirectory } from '../../src/dashboard/strict-policy.ts'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

async function show(change: (report: Report) => Report, query = ''): Promise<Page> {
  mock.server.behaviour.change = change
  await mock.open(query)
  return mock.page
}

describe('size', () => {
  it('is at most 45 kB gzipped in all, html, script and style', () => {
    const assets = readdirSync(new URL('assets/', dashboardDirectory)).map((name) => `assets/${name}`)
    const sizes = ['index.html', ...assets].map((name) => gzipSync(readFileSync(new URL(name, dashboardDirectory)), { level: 9 }).length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45 * 1000)
  })
})

describe('hostile names', () => {
  it('are 200', () => expect(new Set(HOSTILE_NAMES).size).toBe(200))

  it('are shown as text in every panel, make no element and run nothing', async () => {
    const page = await show(hostileReport)
    const elements = await countElements(page)
    const more = page.locator('button', { hasText: /^Show (all|\d+ more)/ }).first()
    while ((await more.count()) > 0) await more.click()
    const shown = await page.locator('[aria-labelledby] .row-name bdi').evaluateAll((names) => names.map((name) => name.textContent))
    const missing = HOSTILE_NAMES.filter((name) => shown.filter((text) => text === name).length < 8)
    expect(missing).toEqual([])
    expect(await countElements(page)).toEqual(elements)
    expect(await page.evaluate(() => (globalThis as { __xss?: unknown }).__xss)).toBeUndefined()
    expect(mock.problems).toEqual([])
  })

  it('survive as filters in the address, as chips and in a window', async () => {
    const page = await show(hostileReport)
    for (const name of HOSTILE_NAMES.filter((_name, index) => index % 40 === 0)) {
      await page.goto(`${mock.server.address}?page=${encodeURIComponent(name)}&action=${encodeURIComponent(name)}&q.pages=${encodeURIComponent(name)}`)
      await waitForNumbers(page)
      expect(await page.locator('.chip-value').first().textContent()).toBe(name)
      expect(await page.locator('.chart-head h3 bdi').textContent()).toBe(`Actions of ${name}, ${name}`)
    }
    expect(mock.problems).toEqual([])
  })
})

const countElements = (page: Page) =>
  page.evaluate(() => Object.fromEntries(['script', 'img', 'iframe', 'object', 'base', 'meta', 'style', 'a'].map((tag) => [tag, document.querySelectorAll(tag).length])))

function hostileReport(report: Report): Report {
  const counts = HOSTILE_NAMES.map((name, index) => ({ name, count: 400 - index }))
  const [endpoint] = report.endpoints ?? []
  return {
    ...report,
    pages: { uniquePages: 200, rows: counts.map(({ name, count }) => ({ page: name, views: count, sessions: 1, avgVisibleTime: null, errors: 0 })) },
    actions: counts.map(({ name, count }) => ({ action: name, count, sessions: 1, adoption: null, pages: [{ name, count }] })),
    endpoints: endpoint ? counts.map(({ name, count }) => ({ ...endpoint, endpoint: name, count, statusCodes: [{ name, count }] })) : [],
    errors: { kinds: counts, pages: counts, series: [] },
    transitions: counts.map(({ name, count }) => ({ from: name, to: name, count })),
    vitals: { all: [], series: [], pages: counts.map(({ name, count }) => ({ page: name, vitals: [{ name: 'LCP', count, p75: 900, rating: 'good', good: count, needsImprovement: 0, poor: 0 }] })) },
  }
}

describe('100,000 aggregate rows', () => {
  it('are not asked for', async () => {
    await show((report) => report)
    expect(new URLSearchParams(mock.server.queries.at(-1)).get('type')).toBe('session_start')
  })

  it('make the page do no more work: the same elements, touched as often', async () => {
    const many = Array.from({ length: 100_000 }, (_value, index): ReportAggregate => ({ date: '2025-10-13', type: 'page_view', context: `/page/${index}`, count: index, avgDuration: null }))
    mock.spend()
    await countMutations(mock.page)
    const few = await measure(await show((report) => report))
    expect(await measure(await show((report) => ({ ...report, aggregates: many })))).toEqual(few)
    expect(few.mutations).toBeGreaterThan(0)
  })

  it('on a real server cost the page hardly more work than ten names a day', { timeout: 120_000 }, async () => {
    const now = Date.parse('2025-10-13T16:20:00.000Z')
    const [few, many] = await Promise.all([10, 274].map((contexts) => startRealServer(now, { authorize: () => true, store: largeStore(now, { days: 365, contexts }) })))
    if (!few || !many) throw new Error('A server is missing.')
    const browser = await launchMeasuredChromium()
    const work = async ({ origin }: RealServer) => (await measureWork(browser, `${origin}/admin/telemetry?days=365`)).threadSeconds
    // The least of three: what another program takes away from a measurement is never part of the work.
    const rounds = [await work(few), await work(many), await work(few), await work(many), await work(few), await work(many)]
    const least = (first: number) => Math.min(...rounds.filter((_seconds, index) => index % 2 === first))
    expect(least(1) / least(0)).toBeLessThan(1.4)
    await Promise.all([browser.close(), few.close(), many.close()])
  })

  it('do not make a year of an app ask for its hours', async () => {
    await show((report) => report, '?days=365')
    expect(new URLSearchParams(mock.server.queries.at(-1)).get('include')).not.toContain('hours')
    await show((report) => report, '?from=2025-10-01&to=2025-10-01')
    expect(new URLSearchParams(mock.server.queries.at(-1)).get('include')).toContain('hours')
  })

  it('of 500 rows in each table only the first are drawn', async () => {
    const page = await show((report) => ({
      ...report,
      pages: { uniquePages: 500, rows: Array.from({ length: 500 }, (_value, index) => ({ page: `/page/${index}`, views: 500 - index, sessions: 1, avgVisibleTime: null, errors: 0 })) },
    }))
    expect(await page.getByRole('region', { name: 'Top Pages' }).locator('tbody tr').count()).toBe(8)
  })
})

const countMutations = (page: Page) =>
  page.addInitScript(() => {
    const counted = globalThis as { __mutations?: number }
    counted.__mutations = 0
    new MutationObserver((records) => {
      counted.__mutations = (counted.__mutations ?? 0) + records.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0)
    }).observe(document, { childList: true, subtree: true })
  })

const measure = (page: Page) =>
  page.evaluate(() => ({ elements: document.querySelectorAll('*').length, mutations: (globalThis as { __mutations?: number }).__mutations ?? 0 }))

describe('a range that is over and has days behind its last whole week', () => {
  it('shows that week as incomplete: nothing of it is still running', async () => {
    const page = await show((report) => ({ ...report, series: (report.series ?? []).map((step) => ({ ...step, partial: false })) }), '?days=125')
    expect(await page.locator('.legend').innerText()).toContain('Incomplete')
    await page.locator('.summary').getByRole('slider').focus()
    await page.keyboard.press('End')
    await expect.poll(() => page.locator('.summary').getByRole('slider').getAttribute('aria-valuetext')).toMatch(/, incomplete: [\d,]+, before/)
    expect(await page.locator('body').innerText()).not.toMatch(/still running|so far/i)
  })
})
