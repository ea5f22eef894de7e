import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '../../src/chromium.ts'
import { openPage, readNumber, readQuery, waitForNumbers, type WatchedPage } from '../../src/dashboard/open-page.ts'
import { ADMIN_TOKEN, startRealServer, type RealServer } from '../../src/dashboard/real-server.ts'
import { seedSessions } from '../../src/dashboard/seeded-events.ts'
import { signIn } from '../../src/dashboard/sign-in.ts'

const now = Date.parse('2025-10-13T16:20:00.000Z')
const events = seedSessions(now, 3)

let browser: Browser
let opened: WatchedPage
let server: RealServer | undefined

beforeAll(async () => {
  browser = await launchChromium()
})
beforeEach(async () => {
  opened = await openPage(browser)
})
afterEach(async () => {
  await opened.page.context().close()
  await server?.close()
  server = undefined
})
afterAll(() => browser.close())

describe('the door', () => {
  it('opens with the admin token, whose cookie no script can read, and closes again', async () => {
    server = await startRealServer(now)
    await server.seed(events)
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry?days=30`)
    await page.getByLabel('Admin token').waitFor()
    await page.waitForFunction(() => document.activeElement === document.querySelector('input[name=token]'))
    await signIn(page, 'wrong')
    await page.getByText('This is not the admin token.').waitFor()
    await signIn(page)
    await waitForNumbers(page)
    const cookies = await page.context().cookies()
    expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([{ httpOnly: true, sameSite: 'Strict' }])
    const kept = await page.evaluate(() => `${document.cookie}${location.href}${JSON.stringify(localStorage)}${JSON.stringify(sessionStorage)}`)
    expect(kept).not.toContain(ADMIN_TOKEN)
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Admin token').waitFor()
    expect(await readQuery(page)).toBe('?days=30')
  })

  it('tells how long to wait after too many wrong tries', async () => {
    server = await startRealServer(now)
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry`)
    for (let attempt = 0; attempt < 6; attempt++) {
      await signIn(page, `wrong-${attempt}`)
      await page.getByRole('alert').waitFor()
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
    }
    await page.getByText('Too many wrong tries.').waitFor()
    expect(await page.getByRole('alert').innerText()).toMatch(/Wait \d+ seconds|Wait a minute/)
  })

  it('is not there where the host lets one in', async () => {
    server = await startRealServer(now, { authorize: () => true })
    await server.seed(events)
    await opened.page.goto(`${server.origin}/admin/telemetry`)
    await waitForNumbers(opened.page)
    expect(opened.problems).toEqual([])
  })
})

async function createLink(page: Page, days: string): Promise<string> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('button', { name: 'Share a read-only link' }).click()
  await page.getByLabel('For whom').fill('Design team')
  await page.getByLabel('Expires after').selectOption(days)
  await page.getByRole('button', { name: 'Create link' }).click()
  return page.getByLabel('Share link', { exact: true }).inputValue()
}

describe('two tabs', () => {
  it('are both shut when one signs out', async () => {
    server = await startRealServer(now)
    await server.seed(events)
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry?view=health`)
    await signIn(page)
    await page.locator('.verdict').waitFor()
    const other = await page.context().newPage()
    await other.goto(`${server.origin}/admin/telemetry`)
    await waitForNumbers(other)
    await other.getByRole('button', { name: 'Menu' }).click()
    await other.getByRole('button', { name: 'Sign out' }).click()
    await other.getByLabel('Admin token').waitFor()
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByLabel('Admin token').waitFor()
    expect(await page.locator('.verdict').count()).toBe(0)
  })
})

describe('a share link', () => {
  it('ends after its days, for who has it open and for who comes with it', async () => {
    server = await startRealServer(now)
    await server.seed(events)
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry`)
    await signIn(page)
    await waitForNumbers(page)
    const link = await createLink(page, '7')
    const guest = await openPage(browser)
    await guest.page.goto(link)
    await waitForNumbers(guest.page)
    server.clock += 7 * 86_400_000 + 1000
    await guest.page.getByRole('button', { name: 'Refresh' }).click()
    await guest.page.getByLabel('Admin token').waitFor()
    await guest.page.goto(link)
    await guest.page.getByText('This share link has expired or was revoked.').waitFor()
    expect(await guest.page.locator('.summary').count()).toBe(0)
    await guest.page.context().close()
  })

  it('opens the same view read-only in another browser, and nothing after it was revoked', async () => {
    server = await startRealServer(now)
    await server.seed(events)
    const { page } = opened
    await page.goto(`${server.origin}/admin/telemetry?days=30&metric=actions`)
    await signIn(page)
    await waitForNumbers(page)
    const link = await createLink(page, '30')
    const guest = await openPage(browser)
    await guest.page.goto(link)
    await waitForNumbers(guest.page)
    expect(await guest.page.evaluate(() => location.search + location.hash)).toBe('?days=30&metric=actions')
    expect(await readNumber(guest.page, 'actions')).toBe(await readNumber(page, 'actions'))
    expect(await guest.page.getByRole('link', { name: 'Live' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Revoke Design team' }).click()
    await page.getByRole('button', { name: 'Revoke Design team' }).waitFor({ state: 'detached' })
    await guest.page.getByRole('button', { name: 'Refresh' }).click()
    await guest.page.getByLabel('Admin token').waitFor()
    await guest.page.goto(link)
    await guest.page.getByText('This share link has expired or was revoked.').waitFor()
    await guest.page.context().close()
  })
})
