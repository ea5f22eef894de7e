import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startRawChromium, type RawChromium } from '../../src/delivery/raw-chromium.ts'
import { eventually, openSite, readOutbox, storedActions, track, type Site } from '../../src/delivery/site.ts'

let chromium: RawChromium
let site: Site
beforeAll(async () => {
  chromium = await startRawChromium()
})
afterAll(() => chromium.close())
beforeEach(async () => {
  site = await openSite(chromium)
})
afterEach(() => site.close())

/** Every trace on the device, by name. */
function readTraces(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    ...Object.keys(sessionStorage),
    ...Object.keys(localStorage),
    ...(await indexedDB.databases()).map(({ name }) => String(name)),
    ...document.cookie.split(';').filter(Boolean),
  ])
}

describe('the choice of the visitor', () => {
  it.each([
    ['Global Privacy Control', () => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }), 'signal', []],
    ['Do Not Track', () => Object.defineProperty(navigator, 'doNotTrack', { value: '1' }), 'signal', []],
    ['an earlier opt-out', () => localStorage.setItem('parel.optout', '1'), 'opted-out', ['parel.optout']],
  ])('honours %s: no request and no trace', async (_name, before, state, traces) => {
    const page = await site.open({ before: before as () => void })
    await track(page, 50)
    await page.evaluate(() => window.t.flush())
    expect(await page.evaluate(() => window.t.inspect().state)).toBe(state)
    expect(await readTraces(page)).toEqual(traces)
    await page.close()
    expect(site.server.requests.length).toBe(0)
  })

  it('forgets queue, outbox and session at an opt-out, and sends nothing more', async () => {
    site.server.behave({ status: 503, headers: { 'retry-after': '1' } })
    const page = await site.open()
    await track(page, 250, 'early')
    await eventually(() => readOutbox(page), (rows) => rows !== null && rows > 0)
    await track(page, 250, 'late')
    site.server.behave()
    const before = site.server.requests.length
    await page.evaluate(() => window.t.optOut())
    expect(await eventually(() => readTraces(page), (traces) => traces.length === 1)).toEqual(['parel.optout'])
    await track(page, 50, 'after')
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))
    await page.close()
    expect(site.server.requests.length).toBe(before)
    expect(await site.server.rows()).toEqual([])
  })

  it('records again after an opt-in, as somebody new', async () => {
    const page = await site.open()
    const before = await page.evaluate(() => window.t.getAnonymousSessionId())
    await page.evaluate(() => {
      window.t.optOut()
      window.t.optIn()
    })
    await track(page, 5, 'again')
    expect(await storedActions(site, 5, { prefix: 'again' })).toBe(5)
    expect(await page.evaluate(() => window.t.getAnonymousSessionId())).not.toBe(before)
  })

  it('touches nothing before consent, and then delivers what waited with its own times', async () => {
    const page = await site.open({ client: { requireConsent: true } })
    await track(page, 10)
    const trackedAt = Date.now()
    expect(await readTraces(page)).toEqual([])
    await page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 600))
      window.t.setConsent(true)
    })
    expect(await storedActions(site, 10)).toBe(10)
    expect((await site.server.actions()).every(({ createdAt }) => createdAt <= trackedAt)).toBe(true)
  })

  it('breaks off a request under way when consent is withdrawn', async () => {
    site.server.behave({ delayMs: 1000, status: 503 })
    const page = await site.open({ client: { requireConsent: true } })
    await page.evaluate(() => window.t.setConsent(true))
    await track(page, 250)
    await eventually(() => site.server.requests.length, (count) => count > 0)
    await page.evaluate(() => window.t.setConsent(false))
    await track(page, 10, 'after')
    expect(await eventually(() => readTraces(page), (traces) => traces.length === 0)).toEqual([])
    const before = site.server.requests.length
    await page.close()
    expect(await site.server.rows()).toEqual([])
    expect(site.server.requests.length).toBe(before)
  })

  it('leaves almost nothing on the device after a healthy visit', async () => {
    const page = await site.open()
    await track(page, 50)
    await storedActions(site, 50)
    await eventually(() => page.evaluate(() => window.t.inspect().queued), (queued) => queued === 0)
    await chromium.hide()
    expect((await readTraces(page)).toSorted()).toEqual(['parel-telemetry', 'parel.live', 'parel.session'])
    expect(await readOutbox(page)).toBe(0)
    expect(await page.evaluate(() => JSON.stringify(sessionStorage).length)).toBeLessThanOrEqual(200)
  })
})
