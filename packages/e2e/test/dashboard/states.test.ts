import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'
import { readQuery, waitForNumbers } from '../../src/dashboard/open-page.ts'
import { findBarriers } from '../../src/find-barriers.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const mock = prepareMockPage()
let page: Page
beforeEach(() => {
  page = mock.page
})

const findFaults = () => findBarriers(page, rules)

const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function findFaultsAt(widths: readonly number[]): Promise<readonly string[]> {
  const faults: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const fault of await findFaults()) faults.push(`${width}: ${fault}`)
    if ((await overflow()) > 0) faults.push(`${width}: scrolls sideways`)
  }
  return faults
}

type Answer = Readonly<Record<string, unknown>>

/** Changes what the server answers of itself. */
const change = (name: string, edit: (answer: Answer) => Answer) =>
  page.route(`**/${name}`, async (route) => route.fulfill({ json: edit((await (await route.fetch()).json()) as Answer) }))

const schemes = ['light', 'dark'] as const
const inBothSchemes = <Case extends readonly string[]>(cases: readonly Case[]) => cases.flatMap((each) => schemes.map((colorScheme) => ({ colorScheme, each })))

// Axe looks at every element of the page six times; two busy cores need their time for it.
describe('every state is accessible in light and dark at 1280, 390 and 320 pixels', { timeout: 150_000 }, () => {
  it.each(inBothSchemes([
    ['rich', '.summary'],
    ['empty', '.first'],
    ['error', '.state'],
  ] as const))('$each.0 in $colorScheme', async ({ colorScheme, each: [data, shown] }) => {
    if (data === 'error') mock.expectRefusals()
    mock.server.behaviour.data = data
    await page.emulateMedia({ colorScheme })
    await page.goto(mock.server.address)
    await page.locator(shown).waitFor()
    expect(await findFaultsAt([1280, 390, 320])).toEqual([])
  })

  it.each(inBothSchemes([
    ['?endpoint=%2Fapi%2Fuser', '.chart-head .segmented'],
    ['?view=live', '.live-row'],
    ['?view=health', '.verdict'],
    ['?view=privacy', '.fields'],
    ['?page=%2Fdashboard&error=api_error&days=1&metric=avgApiLatency', '.chips'],
  ]))('$each.0 in $colorScheme', async ({ colorScheme, each: [query = '', shown = ''] }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto(mock.server.address + query)
    await page.locator(shown).first().waitFor()
    expect(await findFaultsAt([1280, 320])).toEqual([])
  })

  it('signed out', async () => {
    mock.server.behaviour.role = null
    await page.goto(mock.server.address)
    await page.getByLabel('Admin token').waitFor()
    expect(await findFaultsAt([1280, 320])).toEqual([])
  })

  it('open windows and the menu', async () => {
    await mock.open()
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await findFaults()).toEqual([])
    await page.getByRole('button', { name: 'Share a read-only link' }).click()
    await page.getByText('Design team').waitFor()
    expect(await findFaults()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Latency of /api/search' }).click()
    await page.locator('dialog[open]').waitFor()
    expect(await findFaults()).toEqual([])
  })
})

describe('states', () => {
  it('shows the shape of the page while it loads', async () => {
    mock.server.behaviour.data = 'never'
    await page.goto(mock.server.address)
    await page.locator('.skeleton').first().waitFor()
    expect(await page.locator('.loading').getAttribute('aria-live')).toBe('polite')
  })

  it('keeps the last numbers and says their age when newer ones fail', async () => {
    mock.expectRefusals()
    await mock.open()
    mock.server.behaviour.data = 'error'
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('These numbers are from').waitFor()
    expect(await page.locator('.number').count()).toBe(8)
    mock.server.behaviour.data = 'rich'
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByText('These numbers are from').waitFor({ state: 'detached' })
  })

  it('recovers from a failed first load', async () => {
    mock.expectRefusals()
    mock.server.behaviour.data = 'error'
    await page.goto(mock.server.address)
    await page.getByRole('heading', { name: 'The store is busy' }).waitFor()
    mock.server.behaviour.data = 'rich'
    await page.getByRole('button', { name: 'Try again' }).click()
    await waitForNumbers(page)
    expect(await page.locator('.state').count()).toBe(0)
  })

  it('says what is wrong with the store where it is not busy', async () => {
    mock.expectRefusals()
    const error = { code: 'store_unavailable', message: 'Daily numbers of 2025-10-12 are damaged.' }
    await page.route('**/api/telemetry?*', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ error }) }))
    await page.goto(mock.server.address)
    expect((await page.locator('.state').innerText()).split('\n').filter((line) => line !== '').slice(0, 2)).toEqual(['The numbers could not be loaded', error.message])
  })

  it.each([
    ['a login, with its page', 200],
    ['a proxy, with a page of its own', 503],
  ])('tells an answer of %s from one of telemetry and from silence', async (_name, status) => {
    mock.expectRefusals()
    await page.route('**/api/telemetry?*', (route) => route.fulfill({ status, contentType: 'text/html', body: '<h1>Sign in</h1>' }))
    await page.goto(mock.server.address)
    const state = page.locator('.state')
    await state.getByRole('heading', { name: 'The numbers could not be loaded' }).waitFor()
    expect(await state.getByText(`A proxy, a login or the app answered ${status}, not telemetry.`).count()).toBe(1)
  })

  it('asks to sign in when the session ends, and keeps the address', async () => {
    mock.expectRefusals()
    await mock.open('?days=30')
    mock.server.behaviour.role = null
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByLabel('Admin token').fill('secret')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await waitForNumbers(page)
    expect(await readQuery(page)).toBe('?days=30')
  })

  it('asks for no token when the host authorizes', async () => {
    Object.assign(mock.server.behaviour, { role: null, login: 'host' })
    await page.goto(mock.server.address)
    await page.getByText('Your app decides').waitFor()
    expect(await page.getByLabel('Admin token').count()).toBe(0)
  })

  it('does not say that everything works while nothing has arrived, and says what to do', async () => {
    mock.server.behaviour.data = 'empty'
    await page.goto(mock.server.address)
    await page.getByText('nor in development until this server has TELEMETRY_ENABLED=true').waitFor()
    await page.goto(`${mock.server.address}?view=health`)
    await page.getByText('Nothing has been stored yet. The overview shows how to connect an app.').waitFor()
    expect(await page.getByText('Everything works').count()).toBe(0)
  })

  it.each([
    ['late events changed them since the last aggregation', 3, 'Everything works'],
    ['no aggregation ran for more than a day', 30, '1 thing to look at'],
  ])('of five days without daily numbers it says, when %s', async (_name, hours, verdict) => {
    await change('data-health', (health) => {
      const lastAggregationAt = new Date(Date.parse(String(health.now)) - hours * 3_600_000).toISOString()
      return { ...health, forwarders: [], lastAggregationAt, unaggregatedDays: [9, 10, 11, 12, 13].map((day) => `2025-10-${day}`) }
    })
    await page.goto(`${mock.server.address}?view=health`)
    await page.locator('.verdict').waitFor()
    expect(await page.locator('.verdict-line').innerText()).toBe(verdict)
  })

  it.each([
    ['a day longer, because clean-up runs at night', 31, 'Everything works', /^now$/],
    ['months longer', 120, '1 thing to look at', /^overdue$/],
  ])('of single events that are kept %s than the retention it says', async (_name, days, verdict, deletion) => {
    const before = (now: unknown, count: number) => new Date(Date.parse(String(now)) - count * 86_400_000).toISOString().slice(0, 10)
    await change('data-health', (health) => ({ ...health, forwarders: [], retentionDays: 30, oldestRawDay: before(health.now, days) }))
    await change('privacy', (inventory) => ({ ...inventory, retentionDays: 30, nextDeletion: before(inventory.now, days - 31) }))
    await page.goto(`${mock.server.address}?view=health`)
    expect(await page.locator('.verdict-line').innerText()).toBe(verdict)
    await page.goto(`${mock.server.address}?view=privacy`)
    expect(await page.locator('.facts > div', { hasText: 'Next deletion' }).locator('dd').innerText()).toMatch(deletion)
  })

  it('says that a period is empty when older data exist', async () => {
    mock.server.behaviour.data = 'quiet'
    await page.goto(mock.server.address)
    await page.getByRole('heading', { name: 'Nothing happened in this period' }).waitFor()
    mock.server.behaviour.data = 'rich'
    await page.getByRole('button', { name: 'Show 12 months' }).click()
    await waitForNumbers(page)
    expect(await readQuery(page)).toBe('?days=365')
  })

  it('moves nothing with reduced motion, and prints on white without controls', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(`${mock.server.address}?view=live`)
    await page.locator('.live-row').first().waitFor()
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    await mock.open()
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    expect(await page.getByRole('group', { name: 'Period' }).isVisible()).toBe(false)
    expect(await page.locator('.panel').count()).toBe(8)
  })
})
