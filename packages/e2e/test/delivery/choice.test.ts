import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { catchTimers, countHandedOver, eventually, readDatabases, readOutbox, storedActions, track, watchHandover } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const here = prepareSite()

/** Of 250 events the first 200 are sent at once, and nothing after them, however long a busy machine takes to go on. */
const oneRequest = { maxBatchEvents: 200, flushIntervalMs: 60_000 }

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
    const page = await here.site.open({ before: before as () => void })
    await track(page, 50)
    await page.evaluate(() => window.t.flush())
    expect(await page.evaluate(() => window.t.inspect().state)).toBe(state)
    expect(await readTraces(page)).toEqual(traces)
    await here.site.hearLastOf(page)
    expect(here.site.server.requests.length).toBe(0)
  })

  it('forgets queue, outbox and session at an opt-out, and sends nothing more', async () => {
    here.site.server.behave({ status: 503, headers: { 'retry-after': '3600' } })
    const page = await here.site.open({ client: oneRequest, before: catchTimers })
    // What is refused before the database is open is not copied until the next try, which is an hour away.
    await eventually(() => readDatabases(page), (names) => names.length > 0)
    await track(page, 250, 'early')
    expect(await eventually(() => readOutbox(page), (rows) => rows !== null && rows > 0)).toBeGreaterThan(0)
    await track(page, 250, 'late')
    here.site.server.behave()
    const before = here.site.server.requests.length
    await page.evaluate(() => window.t.optOut())
    expect(await eventually(() => readTraces(page), (traces) => traces.length === 1)).toEqual(['parel.optout'])
    await track(page, 50, 'after')
    // One may be left that only ends the wait for the database; none begins another.
    await page.evaluate(() => window.runTimers())
    expect(await page.evaluate(() => [window.runTimers(), window.t.inspect().queued, window.t.inspect().recent.length])).toEqual([0, 0, 0])
    await here.site.hearLastOf(page)
    expect(here.site.server.requests.length).toBe(before)
    expect(await here.site.server.rows()).toEqual([])
  })

  it('takes back what the browser was to send after the page', async () => {
    const page = await here.site.open({ client: { flushIntervalMs: 60_000 }, before: watchHandover })
    await track(page, 50)
    expect(await eventually(() => countHandedOver(page), (copies) => copies === 1)).toBe(1)
    await page.evaluate(() => window.t.optOut())
    expect(await countHandedOver(page)).toBe(0)
  })

  it('records again after an opt-in, as somebody new', async () => {
    const page = await here.site.open()
    const before = await page.evaluate(() => window.t.getAnonymousSessionId())
    await page.evaluate(() => {
      window.t.optOut()
      window.t.optIn()
    })
    await track(page, 5, 'again')
    expect(await storedActions(here.site, 5, { prefix: 'again' })).toBe(5)
    expect(await page.evaluate(() => window.t.getAnonymousSessionId())).not.toBe(before)
  })

  it('ends the recording in every open tab of the site when one of them opts out', async () => {
    const page = await here.site.open()
    const other = await here.site.open()
    await track(page, 1, 'before')
    await track(other, 1, 'before')
    await storedActions(here.site, 2, { prefix: 'before' })
    await other.evaluate(() => window.t.optOut())
    expect(await eventually(() => page.evaluate(() => window.t.inspect().state), (state) => state !== 'recording')).toBe('opted-out')
    await track(page, 5, 'after')
    await here.site.hearLastOf(page)
    expect(await here.site.server.actions('after')).toEqual([])
  })

  it('touches nothing before consent, and then delivers what waited with its own times', async () => {
    const page = await here.site.open({ client: { requireConsent: true } })
    await track(page, 10)
    const trackedAt = Date.now()
    expect(await readTraces(page)).toEqual([])
    await page.waitForFunction((at) => Date.now() > at, trackedAt)
    await page.evaluate(() => window.t.setConsent(true))
    expect(await storedActions(here.site, 10)).toBe(10)
    expect((await here.site.server.actions()).every(({ createdAt }) => createdAt <= trackedAt)).toBe(true)
  })

  it('breaks off a request under way when consent is withdrawn', async () => {
    here.site.server.behave({ hang: true })
    const page = await here.site.open({ client: { requireConsent: true, ...oneRequest } })
    const failures: unknown[] = []
    page.on('requestfailed', (request) => failures.push(request.failure()?.errorText))
    await page.evaluate(() => window.t.setConsent(true))
    await track(page, 250)
    await eventually(() => here.site.server.requests.length, (count) => count > 0)
    await page.evaluate(() => window.t.setConsent(false))
    await track(page, 10, 'after')
    expect(await eventually(() => readTraces(page), (traces) => traces.length === 0)).toEqual([])
    expect(await eventually(() => failures, ({ length }) => length > 0)).toEqual(['net::ERR_ABORTED'])
    const before = here.site.server.requests.length
    await here.site.hearLastOf(page)
    expect(await here.site.server.rows()).toEqual([])
    expect(here.site.server.requests.length).toBe(before)
  })

  it('leaves almost nothing on the device after a healthy visit', async () => {
    const page = await here.site.open()
    await track(page, 50)
    await storedActions(here.site, 50)
    await eventually(() => page.evaluate(() => window.t.inspect().queued), (queued) => queued === 0)
    await here.chromium.hide(page)
    expect((await readTraces(page)).toSorted()).toEqual(['parel-telemetry', 'parel.live', 'parel.session'])
    // What the end of the session left there is gone with its receipt.
    expect(await eventually(() => readOutbox(page), (rows) => rows === 0)).toBe(0)
    expect(await page.evaluate(() => JSON.stringify(sessionStorage).length)).toBeLessThanOrEqual(200)
  })
})
