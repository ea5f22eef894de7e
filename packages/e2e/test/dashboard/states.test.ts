import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../../src/chromium.ts'
import { startMockServer, type MockServer } from '../../src/dashboard/mock-api.ts'
import { openPage, readQuery, waitForNumbers, type WatchedPage } from '../../src/dashboard/open-page.ts'
import { findBarriers } from '../../src/find-barriers.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

let browser: Browser
let server: MockServer
let opened: WatchedPage

beforeAll(async () => {
  browser = await launchChromium()
  server = await startMockServer()
})
afterEach(async () => {
  await opened.page.context().close()
  Object.assign(server.behaviour, { data: 'rich', role: 'admin', login: 'token', change: (report: unknown) => report })
})
afterAll(async () => {
  await browser.close()
  server.close()
})

const findFaults = (page: Page) => findBarriers(page, rules)

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

async function findFaultsAt(page: Page, widths: readonly number[]): Promise<readonly string[]> {
  const faults: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const fault of await findFaults(page)) faults.push(`${width}: ${fault}`)
    if ((await overflow(page)) > 0) faults.push(`${width}: scrolls sideways`)
  }
  return faults
}

const schemes = ['light', 'dark'] as const
const inBothSchemes = <Case extends readonly string[]>(cases: readonly Case[]) => cases.flatMap((each) => schemes.map((colorScheme) => ({ colorScheme, each })))

// Axe looks at every element of the page six times; two busy cores need their time for it.
describe('every state is accessible in light and dark at 1280, 390 and 320 pixels', { timeout: 150_000 }, () => {
  it.each(inBothSchemes([
    ['rich', '.summary'],
    ['empty', '.first'],
    ['error', '.state'],
  ] as const))('$each.0 in $colorScheme', async ({ colorScheme, each: [data, shown] }) => {
    server.behaviour.data = data
    opened = await openPage(browser, { colorScheme })
    await opened.page.goto(server.address)
    await opened.page.locator(shown).waitFor()
    expect(await findFaultsAt(opened.page, [1280, 390, 320])).toEqual([])
  })

  it.each(inBothSchemes([
    ['?view=live', '.live-row'],
    ['?view=health', '.verdict'],
    ['?view=privacy', '.fields'],
    ['?page=%2Fdashboard&error=api_error&days=1&metric=avgApiLatency', '.chips'],
  ]))('$each.0 in $colorScheme', async ({ colorScheme, each: [query = '', shown = ''] }) => {
    opened = await openPage(browser, { colorScheme })
    await opened.page.goto(server.address + query)
    await opened.page.locator(shown).first().waitFor()
    expect(await findFaultsAt(opened.page, [1280, 320])).toEqual([])
    expect(opened.problems).toEqual([])
  })

  it('signed out', async () => {
    server.behaviour.role = null
    opened = await openPage(browser)
    await opened.page.goto(server.address)
    await opened.page.getByLabel('Admin token').waitFor()
    expect(await findFaultsAt(opened.page, [1280, 320])).toEqual([])
    expect(opened.problems).toEqual([])
  })

  it('open windows and the menu', async () => {
    opened = await openPage(browser)
    const { page } = opened
    await page.goto(server.address)
    await waitForNumbers(page)
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await findFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Share a read-only link' }).click()
    await page.getByText('Design team').waitFor()
    expect(await findFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Latency of /api/search' }).click()
    await page.locator('dialog[open]').waitFor()
    expect(await findFaults(page)).toEqual([])
    expect(opened.problems).toEqual([])
  })
})

describe('states', () => {
  it('shows the shape of the page while it loads', async () => {
    server.behaviour.data = 'never'
    opened = await openPage(browser)
    await opened.page.goto(server.address)
    await opened.page.locator('.skeleton').first().waitFor()
    expect(await opened.page.locator('.loading').getAttribute('aria-live')).toBe('polite')
  })

  it('keeps the last numbers and says their age when newer ones fail', async () => {
    opened = await openPage(browser)
    const { page } = opened
    await page.goto(server.address)
    await waitForNumbers(page)
    server.behaviour.data = 'error'
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('These numbers are from').waitFor()
    expect(await page.locator('.number').count()).toBe(8)
    server.behaviour.data = 'rich'
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByText('These numbers are from').waitFor({ state: 'detached' })
  })

  it('recovers from a failed first load', async () => {
    server.behaviour.data = 'error'
    opened = await openPage(browser)
    await opened.page.goto(server.address)
    await opened.page.getByRole('heading', { name: 'The store is busy' }).waitFor()
    server.behaviour.data = 'rich'
    await opened.page.getByRole('button', { name: 'Try again' }).click()
    await waitForNumbers(opened.page)
    expect(await opened.page.locator('.state').count()).toBe(0)
  })

  it('goes to the door when the session ends, and keeps the address', async () => {
    opened = await openPage(browser)
    const { page } = opened
    await page.goto(`${server.address}?days=30`)
    await waitForNumbers(page)
    server.behaviour.role = null
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByLabel('Admin token').fill('secret')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await waitForNumbers(page)
    expect(await readQuery(page)).toBe('?days=30')
  })

  it('asks for nothing when the host decides', async () => {
    Object.assign(server.behaviour, { role: null, login: 'host' })
    opened = await openPage(browser)
    await opened.page.goto(server.address)
    await opened.page.getByText('Your app decides').waitFor()
    expect(await opened.page.getByLabel('Admin token').count()).toBe(0)
  })

  it('says that a period is empty when older data exist', async () => {
    server.behaviour.data = 'quiet'
    opened = await openPage(browser)
    const { page } = opened
    await page.goto(server.address)
    await page.getByRole('heading', { name: 'Nothing happened in this period' }).waitFor()
    server.behaviour.data = 'rich'
    await page.getByRole('button', { name: 'Show 12 months' }).click()
    await waitForNumbers(page)
    expect(await readQuery(page)).toBe('?days=365')
    expect(opened.problems).toEqual([])
  })

  it('moves nothing with reduced motion, and prints on white without controls', async () => {
    opened = await openPage(browser, { colorScheme: 'dark' })
    const { page } = opened
    await page.goto(`${server.address}?view=live`)
    await page.locator('.live-row').first().waitFor()
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    await page.goto(server.address)
    await waitForNumbers(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)')
    expect(await page.getByRole('group', { name: 'Period' }).isVisible()).toBe(false)
    expect(await page.locator('.panel').count()).toBe(7)
  })
})
