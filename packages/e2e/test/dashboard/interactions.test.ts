import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { readQuery, readRows, waitForNumbers } from '../../src/dashboard/open-page.ts'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()
let page: Page
beforeEach(() => {
  page = mock.page
})
const query = () => readQuery(page)
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const pageNames = async () => (await readRows(page, 'Top Pages')).map(([name]) => name)

describe('everything is in the address', () => {
  it('writes period, comparison, metric, filter, search and order, and reads them back after a reload and in another browser', async () => {
    await mock.open()
    await press('30 days')
    await page.getByRole('switch', { name: 'Compare' }).uncheck()
    await page.locator('[data-metric="errors"]').click()
    await page.getByRole('region', { name: 'Top Pages' }).getByRole('button', { name: '/dashboard', exact: true }).click()
    await page.getByLabel('Search Actions').fill('pro')
    await page.getByRole('region', { name: 'API Performance' }).getByRole('button', { name: 'Calls' }).click()
    const address = await page.evaluate(() => location.href)
    expect(await query()).toBe('?days=30&compare=off&metric=errors&page=%2Fdashboard&q.actions=pro&sort.endpoints=-count')
    const look = async () => [await pageNames(), await readRows(page, 'Actions'), await readRows(page, 'API Performance'), await page.locator('[aria-pressed="true"]').allInnerTexts()]
    // The page says that it loads a frame after the choice: until then the numbers before look finished.
    await expect.poll(() => mock.server.queries.at(-1)).toContain('page=%2Fdashboard')
    await waitForNumbers(page)
    const shown = await look()
    await page.reload()
    await waitForNumbers(page)
    expect(await look()).toEqual(shown)
    await mock.reopen()
    page = mock.page
    await page.goto(address)
    await waitForNumbers(page)
    expect(await look()).toEqual(shown)
  })

  it('walks back and forward through choices, not through the keys of a search', async () => {
    await mock.open()
    await press('90 days')
    await page.getByLabel('Search Top Pages').pressSequentially('flow')
    await page.getByRole('link', { name: 'Privacy' }).click()
    await page.goBack()
    expect(await query()).toBe('?days=90&q.pages=flow')
    await page.goBack()
    expect(await query()).toBe('')
    await page.goForward()
    await expect.poll(() => page.getByLabel('Search Top Pages').inputValue()).toBe('flow')
  })

  it('asks the server for exactly what the address says', async () => {
    await mock.open('?from=2025-09-01&to=2025-09-10&endpoint=%2Fapi%2Fuser')
    const asked = new URLSearchParams(mock.server.queries.at(-1))
    expect(Object.fromEntries(['from', 'to', 'days', 'endpoint', 'compare'].map((name) => [name, asked.get(name)]))).toEqual({
      from: '2025-09-01', to: '2025-09-10', days: null, endpoint: '/api/user', compare: 'previous',
    })
  })

  it.each(['?days=0', '?days=99999', '?days=x', '?from=2025-13-77&to=b', '?metric=%3Cscript%3E&view=nowhere'])('shows the default for what makes no sense: %s', async (nonsense) => {
    await mock.open(nonsense)
    await expect.poll(() => page.getByRole('button', { name: '7 days', exact: true }).getAttribute('aria-pressed')).toBe('true')
    await expect.poll(() => page.locator('[data-metric="pageViews"]').getAttribute('aria-pressed')).toBe('true')
  })

  it('takes a custom range', async () => {
    await mock.open()
    await press('Custom')
    await page.getByLabel('First day').fill('2025-09-20')
    await page.getByLabel('Last day').fill('2025-09-11')
    await press('Show this range')
    expect(await query()).toBe('?from=2025-09-11&to=2025-09-20')
  })
})

describe('filters and tables', () => {
  it('sets a filter with a row and takes it away with its chip or with Escape', async () => {
    await mock.open()
    await page.getByRole('region', { name: 'Top Pages' }).getByRole('button', { name: '/profile', exact: true }).click()
    await page.getByRole('button', { name: 'challenge_sent', exact: true }).click()
    expect(await query()).toBe('?page=%2Fprofile&action=challenge_sent')
    await page.getByRole('button', { name: 'Remove filter action challenge_sent' }).click()
    expect(await query()).toBe('?page=%2Fprofile')
    await page.keyboard.press('Escape')
    expect(await query()).toBe('')
  })

  it('searches, says when nothing matches, and sorts both ways', async () => {
    await mock.open()
    await page.getByLabel('Search Top Pages').fill('FLOW')
    expect(await pageNames()).toEqual(['/flow/[id]', '/flow/[id]/edit'])
    await page.getByLabel('Search Top Pages').fill('zzz')
    await page.getByText('Nothing matches “zzz”.').waitFor()
    const sort = page.getByRole('region', { name: 'API Performance' }).getByRole('button', { name: 'p50' })
    await sort.click()
    const falling = (await readRows(page, 'API Performance')).map(([name]) => name)
    await sort.click()
    expect((await readRows(page, 'API Performance')).map(([name]) => name)).toEqual(falling.toReversed())
    expect(falling[0]).toBe('/api/shop/checkout')
  })

  it('searches journeys by either page, and the lists of errors', async () => {
    await mock.open()
    await page.getByLabel('Search Journeys').fill('settings')
    const journeys = (await readRows(page, 'Journeys')).map(([from, to]) => `${from} ${to}`)
    expect(journeys.length).toBeGreaterThan(0)
    expect(journeys.filter((names) => !names.includes('/settings'))).toEqual([])
    await page.getByLabel('Search Error Distribution').fill('flow')
    expect(await page.getByRole('table', { name: 'Errors by page' }).getByRole('rowheader').allInnerTexts()).toEqual(['/flow/[id]', '/flow/[id]/edit'])
    expect(await query()).toBe('?q.journeys=settings&q.errors=flow')
    await page.getByLabel('Search Journeys').fill('zzz')
    await page.getByText('Nothing matches “zzz”.').waitFor()
  })

  it('shows the slowest endpoint first and more rows on demand', async () => {
    await mock.open()
    expect((await readRows(page, 'API Performance')).map(([, , , p95]) => p95)).toEqual(['1.48s', '702ms', '530ms', '388ms', '245ms', '190ms'])
    expect(await pageNames()).toHaveLength(8)
    await press('Show 4 more of 12')
    expect(await pageNames()).toHaveLength(12)
  })

  it('judges a change by what is good: more views and fewer errors are better, more calls are neither', async () => {
    await mock.open()
    const tone = async (metric: string) => (await page.locator(`[data-metric="${metric}"] .change`).getAttribute('class'))?.split('-').at(-1)
    expect([await tone('pageViews'), await tone('errors'), await tone('avgApiLatency'), await tone('apiCalls'), await tone('actions')]).toEqual(['good', 'good', 'bad', 'neutral', 'bad'])
  })
})

describe('journeys', () => {
  it('of one page share in its arrivals and departures, not in those of other pages', async () => {
    mock.server.behaviour.change = (report) => ({
      ...report,
      transitions: [{ from: '/home', to: '/shop', count: 30 }, { from: '/shop', to: '/cart', count: 6 }, { from: '/search', to: '/shop', count: 10 }, { from: '/shop', to: '/home', count: 2 }],
    })
    await mock.open('?page=%2Fshop')
    expect(await readRows(page, 'Journeys')).toEqual([['/home', '/shop', '30', '75%'], ['/shop', '/cart', '6', '75%'], ['/search', '/shop', '10', '25%'], ['/shop', '/home', '2', '25%']])
    expect(await page.locator('.chips-note').innerText()).toBe('narrows views, actions, errors, journeys, and web vitals; all else is of the whole app')
  })
})

describe('live', () => {
  it('shows events as they are kept, newest first, and pauses', async () => {
    await page.goto(`${mock.server.address}?view=live`)
    await page.locator('.live-row').nth(11).waitFor()
    expect(await page.locator('.live-row .live-name').first().innerText()).toBe('api_error on /flow/[id]')
    await page.locator('.live-row summary').first().click()
    expect(JSON.parse(await page.locator('.live-row pre').first().innerText())).toMatchObject({ id: '0m9x2k1abV1StGXR8_Z5-11', metadata: { statusCode: 500 } })
    await press('Pause')
    // Its name says what it does; "Continue, pressed" would say the contrary.
    expect(await page.getByRole('button', { name: 'Continue' }).getAttribute('aria-pressed')).toBeNull()
  })

  it('says of the end of a session that its time is that of the beginning', async () => {
    await page.goto(`${mock.server.address}?view=live`)
    const row = page.locator('.live-row', { hasText: 'session end' })
    expect(await row.locator('.live-name').innerText()).toMatch(/^of the session that began .*\d:19:00/)
    expect(await row.locator('summary').innerText()).toMatch(/^–/)
    expect(await page.locator('.live-row', { hasText: 'page view' }).first().locator('summary').innerText()).toMatch(/\d:19:08/)
    await row.locator('summary').hover()
    await page.locator('.hint-placed', { hasText: '7m 3s: visible time since the session began' }).waitFor()
  })

  it('is not offered to a share link, not even by its address', async () => {
    mock.server.behaviour.role = 'share'
    await page.goto(`${mock.server.address}?view=live`)
    await waitForNumbers(page)
    await expect.poll(() => page.getByRole('link', { name: 'Live' }).count()).toBe(0)
    await press('Menu')
    await expect.poll(() => page.getByRole('button', { name: 'Share a read-only link' }).count()).toBe(0)
  })
})

describe('the period before', () => {
  it('says up to when it counts while the period is running', async () => {
    await mock.open('?days=1')
    expect(await page.locator('.period-text').innerText()).toContain('compared with 6 Oct 2025, until 16:20')
    await page.locator('[data-metric="pageViews"]').hover()
    await page.locator('.hint-placed', { hasText: 'up to the same time' }).waitFor()
  })

  it.each([
    ['from when it has events, where nothing was recorded in its first days', 3, /until 16:20, events from Fri,? 3 Oct$/],
    ['nothing of that where it has events from its first day on', 0, /until 16:20$/],
  ])('says %s', async (_name, silentDays, text) => {
    const silence = { pageViews: 0, actions: 0, errors: 0, apiCalls: 0, sessions: 0 }
    mock.server.behaviour.change = ({ previous, ...report }) => ({
      ...report,
      ...(previous && { previous: { ...previous, series: previous.series?.map((step, index) => (index < silentDays ? { ...step, ...silence } : step)) ?? [] } }),
    })
    await mock.open()
    expect((await page.locator('.period-text').innerText()).trim()).toMatch(text)
  })
})

describe('themes', () => {
  it('remembers a choice and follows the device again', async () => {
    await mock.open()
    const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await back()
    await press('Menu')
    await press('dark')
    const dark = await back()
    expect(dark).not.toBe(light)
    await page.reload()
    await waitForNumbers(page)
    expect(await back()).toBe(dark)
    await press('Menu')
    await press('system')
    expect(await back()).toBe(light)
  })
})
