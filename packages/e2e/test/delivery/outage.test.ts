import { describe, expect, it } from 'vitest'
import { createProfile, startRawChromium, type RawChromium } from '../../src/delivery/raw-chromium.ts'
import { ADOPTION_MS, eventually, forgetFetchLater, moveClock, openSite, readOutbox, readOutboxRows, startClient, storedActions, track } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'
import { readWatchedRequests, watchRequests } from '../../src/delivery/watch-requests.ts'

const here = prepareSite()

/** Visits the site with a clock that is an hour ahead. */
async function openSiteLater(browser: RawChromium, url: string): Promise<void> {
  const page = await browser.newPage('about:blank')
  await page.addInitScript(() => {
    const now = Date.now
    Date.now = () => now() + 3_600_000
  })
  await page.goto(url)
  await startClient(page)
}

describe('an outage', () => {
  it('brings 5,000 events of a closed tab once the site is opened again, and asks no sooner than allowed', async () => {
    here.site.server.behave({ status: 503, headers: { 'retry-after': '3' } })
    const page = await here.site.open({ before: watchRequests })
    for (let slice = 0; slice < 25; slice++) {
      await track(page, 200, `s${slice}_`)
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 80)))
    }
    // Leaves while the collector has just asked for silence: neither this page nor the next one breaks it.
    await page.waitForFunction(() => Number(localStorage.getItem('parel.pause')) > Date.now() + 2000)
    await page.close()
    here.site.server.behave()
    const reopened = await here.site.open({ client: { flushIntervalMs: 100 }, before: watchRequests })
    await track(reopened, 1, 'next')
    expect(await storedActions(here.site, 5001, { timeoutMs: ADOPTION_MS })).toBe(5001)
    expect(here.site.server.requests.length).toBeLessThanOrEqual(100)
    expect(await eventually(() => readOutbox(reopened), (rows) => rows === 0)).toBe(0)
    const { asked, tooSoon } = await readWatchedRequests(reopened, 3000)
    expect(tooSoon).toBe(0)
    // None went by a way that the pages did not see.
    expect(await eventually(() => here.site.server.requests.length, (count) => count >= asked)).toBe(asked)
  })

  it('keeps what a hanging collector never answered, and stores it once', async () => {
    here.site.server.behave({ hang: true })
    // Only the device can help: nothing may be handed to the browser.
    const page = await here.site.open({ before: forgetFetchLater })
    await track(page, 300)
    await eventually(() => here.site.server.requests.length, (count) => count > 0)
    await page.close()
    here.site.server.behave()
    await here.site.open()
    expect(await storedActions(here.site, 300, { timeoutMs: ADOPTION_MS })).toBe(300)
  })

  it('gives up what is never answered, also what was sent while the page was hidden', async () => {
    here.site.server.behave({ hang: true })
    const page = await here.site.open({ client: { requestTimeoutMs: 300 } })
    await here.chromium.hide(page)
    await track(page, 100)
    await eventually(() => here.site.server.requests.length, (count) => count > 0)
    await here.chromium.show(page)
    here.site.server.behave()
    expect(await storedActions(here.site, 100)).toBe(100)
  })

  it('brings what was refused before the browser was killed', async () => {
    const profile = createProfile()
    const first = await startRawChromium({ profile })
    const killed = await openSite(first)
    killed.server.behave({ status: 503, headers: { 'retry-after': '1' } })
    const page = await killed.open()
    await track(page, 200)
    // The start of the session is one of them.
    const countLeft = async () => ((await readOutboxRows(page)) ?? []).reduce((sum, { events }) => sum + events, 0)
    expect(await eventually(countLeft, (events) => events === 201)).toBe(201)
    await first.kill()
    killed.server.behave()
    const second = await startRawChromium({ profile })
    // The lease of the killed page has to pass first, so the next visit is an hour later.
    await openSiteLater(second, killed.server.url)
    expect(await storedActions(killed, 200)).toBe(200)
    await second.close()
    await first.close()
    await killed.close()
  })

  it('stores once what the collector had stored when the answer was lost', async () => {
    here.site.server.behave((_request, index) => (index === 0 ? { reset: 'after' } : undefined))
    const page = await here.site.open()
    await track(page, 100)
    await eventually(() => page.evaluate(() => window.t.inspect().queued), (queued) => queued === 0, 40_000)
    expect(await storedActions(here.site, 100)).toBe(100)
    expect(here.site.server.requests.length).toBeGreaterThan(1)
  })

  it('stores once what the browser itself sends twice over a reused connection', async () => {
    const page = await here.site.open()
    await track(page, 10, 'first')
    await storedActions(here.site, 10, { prefix: 'first' })
    const before = here.site.server.requests.length
    here.site.server.behave((_request, index) => (index === before ? { reset: 'after' } : undefined))
    await track(page, 10, 'second')
    expect(await storedActions(here.site, 10, { prefix: 'second' })).toBe(10)
    await eventually(() => page.evaluate(() => window.t.inspect().queued), (queued) => queued === 0)
    expect(await page.evaluate(() => window.t.inspect().lost)).toEqual({})
  })

  it('waits longer and longer after 429 without Retry-After, and brings everything', async () => {
    here.site.server.behave((_request, index) => (index < 3 ? { status: 429 } : undefined))
    const page = await here.site.open({ before: () => Object.assign(Math, { random: () => 0.2 }) })
    await track(page, 50)
    expect(await storedActions(here.site, 50, { timeoutMs: 30_000 })).toBe(50)
    const times = here.site.server.requests.map(({ at }) => at)
    // A fifth of two, four and eight seconds.
    expect(times.slice(1).map((time, index) => time - times[index]! >= 400 * 2 ** index)).toEqual([true, true, true])
  })

  it('obeys a Retry-After date', async () => {
    const opens = Math.ceil((Date.now() + 3000) / 1000) * 1000
    here.site.server.behave(() => (Date.now() < opens ? { status: 429, headers: { 'retry-after': new Date(opens).toUTCString() } } : undefined))
    const page = await here.site.open()
    await track(page, 50)
    expect(await storedActions(here.site, 50)).toBe(50)
    expect(here.site.server.requests.slice(1).every(({ at }) => at >= opens)).toBe(true)
  })

  it('brings everything after a collector that failed for a while, with few requests', async () => {
    const until = Date.now() + 3500
    here.site.server.behave(() => (Date.now() < until ? { status: 500 } : undefined))
    const page = await here.site.open()
    for (let slice = 0; slice < 10; slice++) {
      await track(page, 100, `s${slice}_`)
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))
    }
    expect(await storedActions(here.site, 1000, { timeoutMs: 30_000 })).toBe(1000)
    expect(here.site.server.requests.length).toBeLessThanOrEqual(20)
  })

  it('waits while the browser is offline, for as long as that takes, and sends when it is back', async () => {
    const page = await here.site.open({ before: moveClock })
    const session = await here.chromium.cdp(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
    // A minute later it looks again, and again: that is no filter, so it gives nothing up.
    for (let minute = 0; minute < 4; minute++) {
      await page.evaluate((ms) => Object.assign(window, { aheadMs: ms }), minute * 61_000)
      await track(page, 50, `m${minute}_`)
      await page.evaluate(() => window.t.flush())
    }
    expect(await page.evaluate(() => window.t.inspect().lost)).toEqual({})
    expect(await storedActions(here.site, 1, { timeoutMs: 100 })).toBe(0)
    await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
    expect(await storedActions(here.site, 200)).toBe(200)
  })
})
