import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startRawChromium, type RawChromium } from '../../src/delivery/raw-chromium.ts'
import { eventually, openSite, startClient, storedActions, track, type Site } from '../../src/delivery/site.ts'

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

describe('leaving a page', () => {
  it('delivers 200 events when the tab closes in the same task', async () => {
    const page = await site.open()
    await page.evaluate(() => {
      for (let index = 0; index < 200; index++) window.t.trackAction(`a${index}`)
      window.close()
    }).catch(() => {})
    if (!page.isClosed()) await page.close()
    expect(await storedActions(site, 200)).toBe(200)
    // Two segments, and a second copy of the one that was under way when the tab closed.
    expect(site.server.requests.length).toBeLessThanOrEqual(3)
  })

  it('delivers 200 events when the page navigates to another origin in the same task', async () => {
    const page = await site.open()
    const elsewhere = await openSite(chromium)
    await page.evaluate((url) => {
      for (let index = 0; index < 200; index++) window.t.trackAction(`a${index}`)
      location.href = url
    }, elsewhere.server.url)
    expect(await storedActions(site, 200)).toBe(200)
    await elsewhere.close()
  })

  it('delivers 200 events at a reload and goes on with the same session', async () => {
    const page = await site.open()
    const before = await page.evaluate(() => window.t.getAnonymousSessionId())
    await Promise.all([
      page.waitForNavigation(),
      page.evaluate(() => {
        for (let index = 0; index < 200; index++) window.t.trackAction(`a${index}`)
        location.reload()
      }),
    ])
    await startClient(page)
    expect(await page.evaluate(() => window.t.getAnonymousSessionId())).toBe(before)
    expect(await storedActions(site, 200)).toBe(200)
  })

  it('delivers what is tracked inside the listeners that run last', async () => {
    const page = await site.open()
    await page.evaluate(() => {
      addEventListener('pagehide', () => window.t.trackAction('in_pagehide'))
      addEventListener('visibilitychange', () => window.t.trackAction('in_hidden'))
    })
    await page.close()
    expect(await storedActions(site, 2, { prefix: 'in_' })).toBe(2)
  })

  it('delivers what a hidden tab tracks before it closes', async () => {
    const page = await site.open()
    await chromium.hide()
    await page.waitForFunction(() => document.visibilityState === 'hidden', undefined, { polling: 50 })
    await track(page, 20)
    await page.close()
    expect(await storedActions(site, 20)).toBe(20)
  })

  it('goes on batching after the tab was hidden and shown', async () => {
    const page = await site.open({ client: { flushIntervalMs: 5000 } })
    await chromium.hide()
    await page.waitForFunction(() => document.visibilityState === 'hidden', undefined, { polling: 50 })
    await chromium.show(page)
    await page.waitForFunction(() => document.visibilityState === 'visible', undefined, { polling: 50 })
    const before = site.server.requests.length
    for (let slice = 0; slice < 20; slice++) await track(page, 25, `s${slice}_`)
    await page.evaluate(() => window.t.flush())
    expect(await storedActions(site, 500)).toBe(500)
    expect(site.server.requests.length - before).toBeLessThanOrEqual(6)
  })

  it('delivers 5,000 events tracked at once when the tab closes 200 ms later, over a slow collector', async () => {
    const page = await site.open()
    site.server.behave({ delayMs: 100 })
    await page.evaluate(async () => {
      for (let index = 0; index < 5000; index++) window.t.trackAction(`a${index}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    await page.close()
    expect(await storedActions(site, 5000)).toBe(5000)
  })

  it('loses nothing when another script has used up the quota of the browser', async () => {
    const page = await site.open()
    await page.evaluate(() => {
      navigator.sendBeacon('/hang', 'x'.repeat(60_000))
      for (let index = 0; index < 1200; index++) window.t.trackAction(`a${index}`, undefined, undefined, { value: Math.random() })
    })
    await page.close()
    const reopened = await site.open()
    expect(await storedActions(site, 1200)).toBe(1200)
    await reopened.close()
  })

  it('delivers events of a renderer that crashes, without another visit', async () => {
    const page = await site.open({ client: { flushIntervalMs: 5000 } })
    await track(page, 50)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))
    const session = await chromium.cdp(page)
    session.send('Page.crash').catch(() => {})
    expect(await storedActions(site, 50)).toBe(50)
  })
})

describe('privacy of the requests', () => {
  it.each([
    ['an open page', async () => {}],
    ['a closing page', 'close' as const],
  ])('sends no cookie, no referrer and no preflight from %s', async (_name, end) => {
    const page = await site.open({ path: '/?token=abc' })
    await page.evaluate(() => {
      document.cookie = 'login=secret'
    })
    await track(page, 10)
    if (end === 'close') await page.close()
    await eventually(() => site.server.actions(), (rows) => rows.length === 10)
    expect(site.server.requests.map(({ method, headers }) => [method, headers.cookie, headers.referer, headers['content-type']])).toEqual(
      site.server.requests.map(() => ['POST', undefined, undefined, 'text/plain']),
    )
  })
})
