import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readNumber, readQuery, waitForNumbers } from '../../src/dashboard/open-page.ts'
import { prepareRealPage } from '../../src/dashboard/real-page.ts'
import { ADMIN_TOKEN } from '../../src/dashboard/real-server.ts'
import { seedSessions } from '../../src/dashboard/seeded-events.ts'
import { signIn } from '../../src/dashboard/sign-in.ts'

const now = Date.parse('2025-10-13T16:20:00.000Z')
const events = seedSessions(now, 3)

const real = prepareRealPage(now)

describe('signing in', () => {
  it('takes the admin token, sets a cookie that no script can read, and can be undone', async () => {
    const server = await real.start()
    await server.seed(events)
    const { page } = real
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

  it('says how long to wait after too many failed attempts', async () => {
    const server = await real.start()
    const { page } = real
    await page.goto(`${server.origin}/admin/telemetry`)
    for (let attempt = 0; attempt < 6; attempt++) {
      await signIn(page, `wrong-${attempt}`)
      await page.getByRole('alert').waitFor()
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
    }
    await page.getByText('Too many failed attempts.').waitFor()
    expect(await page.getByRole('alert').innerText()).toMatch(/Wait \d+ seconds|Wait a minute/)
  })

  it('is not needed where the host authorizes the request', async () => {
    const server = await real.start({ authorize: () => true })
    await server.seed(events)
    await real.page.goto(`${server.origin}/admin/telemetry`)
    await waitForNumbers(real.page)
    expect(real.problems).toEqual([])
  })
})

/** Signs in and waits for the numbers. */
async function openNumbers(query = '') {
  const server = await real.start()
  await server.seed(events)
  await real.page.goto(`${server.origin}/admin/telemetry${query}`)
  await signIn(real.page)
  await waitForNumbers(real.page)
  return server
}

async function createLink(page: Page, days: string): Promise<string> {
  await askForLink(page, days)
  return page.getByLabel('Share link', { exact: true }).inputValue()
}

async function askForLink(page: Page, days: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('button', { name: 'Share a read-only link' }).click()
  await page.getByLabel('For whom').fill('Design team')
  await page.getByLabel('Expires after').selectOption(days)
  await page.getByRole('button', { name: 'Create link' }).click()
}

describe('two tabs', () => {
  it('are both signed out when one signs out', async () => {
    const server = await real.start()
    await server.seed(events)
    const { page } = real
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
    const server = await openNumbers()
    const { page } = real
    const link = await createLink(page, '7')
    const guest = await real.openGuest()
    await guest.goto(link)
    await waitForNumbers(guest)
    server.clock += 7 * 86_400_000 + 1000
    await guest.getByRole('button', { name: 'Refresh' }).click()
    await guest.getByLabel('Admin token').waitFor()
    await guest.goto(link)
    await guest.getByText('This share link has expired or was revoked.').waitFor()
    expect(await guest.locator('.summary').count()).toBe(0)
  })

  it('whose address was lost on the way is listed, told of, and can be revoked', async () => {
    await openNumbers()
    const { page } = real
    await page.route('**/api/telemetry/shares', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      await route.fetch()
      return route.abort('connectionreset')
    })
    await askForLink(page, '30')
    expect(await page.getByRole('alert').innerText()).toBe('The server cannot be reached. If the link is listed below, its address is lost: revoke it.')
    await page.getByRole('button', { name: 'Revoke Design team' }).click()
    await page.getByRole('button', { name: 'Revoke Design team' }).waitFor({ state: 'detached' })
  })

  it('is kept and not called expired while the server cannot judge it, and opens when it can', async () => {
    await openNumbers()
    const link = await createLink(real.page, '30')
    const guest = await real.openGuest()
    const error = { code: 'store_busy', message: 'The store is busy. Try again later.' }
    await guest.route('**/api/telemetry/session', (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 503, json: { success: false, error } }) : route.fallback()))
    await guest.goto(link)
    await guest.getByRole('heading', { name: 'The store is busy' }).waitFor()
    expect(await guest.getByText('This share link has expired').count()).toBe(0)
    await guest.unroute('**/api/telemetry/session')
    await guest.getByRole('button', { name: 'Try again' }).click()
    await waitForNumbers(guest)
    expect(new URL(guest.url()).hash).toBe('')
  })

  it('opens the same view read-only in another browser, and nothing after it was revoked', async () => {
    await openNumbers('?days=30&metric=actions')
    const { page } = real
    const link = await createLink(page, '30')
    const guest = await real.openGuest()
    await guest.goto(link)
    await waitForNumbers(guest)
    expect(await guest.evaluate(() => location.search + location.hash)).toBe('?days=30&metric=actions')
    expect(await readNumber(guest, 'actions')).toBe(await readNumber(page, 'actions'))
    expect(await guest.getByRole('link', { name: 'Live' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Revoke Design team' }).click()
    await page.getByRole('button', { name: 'Revoke Design team' }).waitFor({ state: 'detached' })
    await guest.getByRole('button', { name: 'Refresh' }).click()
    await guest.getByLabel('Admin token').waitFor()
    await guest.goto(link)
    await guest.getByText('This share link has expired or was revoked.').waitFor()
  })
})
