import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'
import { openPage, readRows, waitForNumbers } from '../../src/dashboard/open-page.ts'
import { ADMIN_TOKEN, startRealServer, type RealServer } from '../../src/dashboard/real-server.ts'
import { signIn } from '../../src/dashboard/sign-in.ts'

const mock = prepareMockPage()
const panel = (page: Page) => page.getByRole('region', { name: 'Web Vitals', exact: true })
const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
const facts = async (page: Page) => (await panel(page).locator('.facts > div').allInnerTexts()).map(inOneLine)
const rows = async (page: Page) => (await readRows(page, 'Web Vitals')).map((cells) => cells.map(inOneLine))

describe('web vitals', () => {
  it('have a p75 for each page, with its unit and a rating that needs no colour', async () => {
    await mock.open()
    expect(await facts(mock.page)).toEqual(['LCP ■ 2.84s needs improvement', 'INP ● 176ms good', 'CLS ● 0.083 good', 'FCP ● 1.61s good', 'TTFB ● 704ms good'])
    const shown = await rows(mock.page)
    expect(shown[2]).toEqual(['/flow/[id]', '▲ 4.62s poor', '▲ 620ms poor', '▲ 0.312 poor', '▲ 3.24s poor', '▲ 1.92s poor', '300'])
    expect(shown.at(-1)).toEqual(['/about', '–', '–', '–', '–', '● 90ms good', '9'])
    await panel(mock.page).getByRole('img', { name: 'good: 892, needs improvement: 195, poor: 535' }).waitFor()
  })

  it('sort by the number behind the text, and missing ones come last', async () => {
    await mock.open()
    await panel(mock.page).getByRole('button', { name: 'LCP' }).last().click()
    expect((await rows(mock.page)).map(([name]) => name)).toEqual(['/flow/[id]', '/dashboard', '/shop', '/friends', '/profile', '/about'])
  })

  it.each([
    ['how to record them, where there are none', { all: [], pages: [], series: [] }, 'No page was measured in this period. Record web vitals with webVitals().'],
    ['that no pages are known, where only days without them are left', { all: [{ name: 'LCP', count: 4, p75: 900, rating: 'good', good: 4, needsImprovement: 0, poor: 0 }], pages: [], series: [] }, 'The pages of these days were not kept.'],
  ] as const)('say %s', async (_name, vitals, text) => {
    mock.server.behaviour.change = (report) => ({ ...report, vitals })
    await mock.open()
    expect(await panel(mock.page).locator('.panel-empty').innerText()).toBe(text)
    expect(await facts(mock.page)).toHaveLength(vitals.all.length)
  })
})

describe('web vitals by the day', () => {
  const chart = () => panel(mock.page).getByRole('slider')

  it('are drawn, the first that was measured until another one is chosen; its value is said with its unit', async () => {
    await mock.open()
    expect(await chart().getAttribute('aria-label')).toBe('p75 of LCP over time. Arrow keys move from step to step.')
    expect(await chart().getAttribute('aria-valuetext')).toMatch(/^Mon 13 Oct, incomplete: \d\.\d+s$/)
    await panel(mock.page).getByRole('group', { name: 'Which web vital' }).getByRole('button', { name: 'CLS' }).click()
    expect(await chart().getAttribute('aria-valuetext')).toMatch(/^Mon 13 Oct, incomplete: 0\.\d+$/)
    await panel(mock.page).getByText('Show as table').click()
    expect(await panel(mock.page).getByRole('table', { name: 'p75 of CLS over time' }).getByRole('row').count()).toBe(8)
  })

  it('have no line for one day', async () => {
    await mock.open('?days=1')
    expect(await chart().count()).toBe(0)
  })

  it('say until when values were not kept', async () => {
    mock.server.behaviour.change = (report) => ({ ...report, vitals: { ...report.vitals!, series: report.vitals!.series.map((day, index) => (index < 2 ? { ...day, p75: { ...day.p75, LCP: null } } : day)) } })
    await mock.open()
    expect(await panel(mock.page).locator('.quiet.small').allInnerTexts()).toContain('Measured until 8 Oct 2025, too, but no value was kept: it came without one, or to an older version.')
  })
})

describe('web vitals of a real server', () => {
  const now = Date.parse('2025-10-13T16:20:00.000Z')
  let server: RealServer
  let page: Page
  beforeAll(async () => {
    server = await startRealServer(now)
    // Of ten: seven at most the second value, so the p75 lies behind it, a quarter of the way between the eighth and the seventh value.
    const measured = (where: string, action: string, values: readonly number[]) =>
      values.map((value) => ({ type: 'web_vital', page: where, action, duration: action === 'CLS' ? undefined : value, metadata: action === 'CLS' ? { value } : {}, createdAt: now - 60_000 }))
    const ten = <Value>(low: Value, high: Value) => Array.from({ length: 10 }, (_value, index) => (index < 7 ? low : high))
    const view = { type: 'page_view', page: '/fast', createdAt: now - 60_000 }
    const events = [view, ...measured('/fast', 'LCP', ten(900, 900)), ...measured('/slow', 'LCP', ten(2000, 6000)), ...measured('/slow', 'CLS', ten(0.05, 0.4)), ...measured('/slow', 'INP', ten(16, 16))]
    await fetch(`${server.origin}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) })
    page = (await openPage(mock.browser)).page
    await page.goto(`${server.origin}/admin/telemetry`)
    await signIn(page)
    await waitForNumbers(page)
  })
  afterAll(() => server.close())

  it('are those that the events tell, CLS included', async () => {
    const answer = await fetch(`${server.origin}/api/telemetry?days=1&include=vitals`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })
    const { vitals } = (await answer.json()) as { vitals: { pages: readonly { page: string; vitals: readonly { name: string; p75: number }[] }[] } }
    const p75 = (where: string, name: string) => vitals.pages.find((each) => each.page === where)?.vitals.find((each) => each.name === name)?.p75 ?? 0
    // Linear interpolation between closest ranks, as for every percentile.
    for (const [value, exact] of [[p75('/fast', 'LCP'), 900], [p75('/slow', 'LCP'), 5000], [p75('/slow', 'CLS'), 0.3125], [p75('/slow', 'INP'), 16]] as const) expect(Math.abs(value - exact)).toBeLessThanOrEqual(exact * 0.011)
  })

  it('are narrowed to a page by a click on it', async () => {
    expect((await rows(page)).map(([name, lcp, , cls]) => [name, lcp?.slice(-4), cls?.slice(-4)])).toEqual([['/fast', 'good', '–'], ['/slow', 'poor', 'poor']])
    await panel(page).getByRole('button', { name: '/fast', exact: true }).click()
    await expect.poll(() => facts(page)).toEqual([expect.stringMatching(/^LCP ● \d{3}ms good$/)])
    expect((await rows(page)).map(([name]) => name)).toEqual(['/fast'])
  })

  it('are told in the live view as exactly as in the panel', async () => {
    await page.goto(`${server.origin}/admin/telemetry?view=live`)
    await page.getByText('Listening').waitFor()
    const events = [{ type: 'web_vital', page: '/live', action: 'TTFB', duration: 312 }, { type: 'web_vital', page: '/live', action: 'LCP', duration: 2440 }]
    await fetch(`${server.origin}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events) })
    const row = (name: string) => page.locator('.live-row', { hasText: `${name} on /live` }).locator('summary')
    expect(inOneLine(await row('TTFB').innerText())).toMatch(/312ms$/)
    expect(inOneLine(await row('LCP').innerText())).toMatch(/2\.44s$/)
    await row('LCP').hover()
    await page.locator('.hint-placed', { hasText: '2.44s: as it was measured' }).waitFor()
  })
})
