import { describe, expect, it } from 'vitest'
import { ADOPTION_MS, countHandedOver, eventually, openSite, startClient, storedActions, track, watchHandover } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const here = prepareSite()

describe('leaving a page', () => {
  it('delivers 200 events when the tab closes in the same task', async () => {
    const page = await here.site.open()
    await page.evaluate(() => {
      for (let index = 0; index < 200; index++) window.t.trackAction(`a${index}`)
      window.close()
    }).catch(() => {})
    if (!page.isClosed()) await page.close()
    expect(await storedActions(here.site, 200)).toBe(200)
    // Two segments, and a second copy of the one that was under way when the tab closed.
    expect(here.site.server.requests.length).toBeLessThanOrEqual(3)
  })

  it('delivers 200 events when the page navigates to another origin in the same task', async () => {
    const page = await here.site.open()
    const elsewhere = await openSite(here.chromium)
    await page.evaluate((url) => {
      for (let index = 0; index < 200; index++) window.t.trackAction(`a${index}`)
      location.href = url
    }, elsewhere.server.url)
    expect(await storedActions(here.site, 200)).toBe(200)
    await elsewhere.close()
  })

  it('delivers 200 events at a reload and goes on with the same session', async () => {
    const page = await here.site.open()
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
    expect(await storedActions(here.site, 200)).toBe(200)
  })

  it('delivers what is tracked inside the listeners that run last', async () => {
    const page = await here.site.open()
    await page.evaluate(() => {
      addEventListener('pagehide', () => window.t.trackAction('in_pagehide'))
      addEventListener('visibilitychange', () => window.t.trackAction('in_hidden'))
    })
    await page.close()
    expect(await storedActions(here.site, 2, { prefix: 'in_' })).toBe(2)
  })

  it('delivers what a hidden tab tracks before it closes', async () => {
    const page = await here.site.open({ client: { flushIntervalMs: 60_000 } })
    await track(page, 20, 'shown')
    await here.chromium.hide(page)
    await track(page, 20, 'hidden')
    // At once, because nobody knows whether there will be another goodbye.
    expect(await storedActions(here.site, 40)).toBe(40)
    await track(page, 20, 'last')
    await page.close()
    expect(await storedActions(here.site, 60)).toBe(60)
  })

  it('goes on batching after the tab was hidden and shown', async () => {
    const page = await here.site.open({ client: { flushIntervalMs: 60_000 } })
    await here.chromium.hide(page)
    await here.chromium.show(page)
    const before = here.site.server.requests.length
    for (let slice = 0; slice < 20; slice++) await track(page, 25, `s${slice}_`)
    await page.evaluate(() => window.t.flush())
    expect(await storedActions(here.site, 500)).toBe(500)
    expect(here.site.server.requests.length - before).toBeLessThanOrEqual(6)
  })

  it('takes 1,000 events along, compressed, when the page is left in the same task', async () => {
    const page = await here.site.open()
    await page.evaluate(() => {
      for (let index = 0; index < 1000; index++) window.t.trackAction(`a${index}`, undefined, undefined, { plan: 'pro', step: index })
      location.href = 'about:blank'
    })
    expect(await storedActions(here.site, 1000)).toBe(1000)
    const { requests } = here.site.server
    expect(requests.length).toBeLessThanOrEqual(10)
    expect(requests.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(25_000)
  })

  it('delivers 5,000 events tracked at once when the tab closes 200 ms later, over a slow collector', async () => {
    const page = await here.site.open()
    here.site.server.behave({ delayMs: 100 })
    await page.evaluate(async () => {
      for (let index = 0; index < 5000; index++) window.t.trackAction(`a${index}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    await page.close()
    expect(await storedActions(here.site, 5000)).toBe(5000)
  })

  it('delivers by beacon where the app asks for it, which is said to take the cookies along', async () => {
    const page = await here.site.open({ client: { exit: 'beacon', flushIntervalMs: 60_000 } })
    await page.evaluate(() => {
      document.cookie = 'login=secret'
    })
    await track(page, 200)
    await page.close()
    expect(await storedActions(here.site, 200)).toBe(200)
    expect(here.site.server.requests.map(({ headers }) => [headers.cookie, headers['content-type']])).toContainEqual(['login=secret', 'text/plain'])
  })

  it('loses nothing when another script has used up the quota of the browser', async () => {
    const page = await here.site.open()
    await page.evaluate(() => {
      navigator.sendBeacon('/hang', 'x'.repeat(60_000))
      for (let index = 0; index < 1200; index++) window.t.trackAction(`a${index}`, undefined, undefined, { value: Math.random() })
    })
    await page.close()
    const reopened = await here.site.open()
    expect(await storedActions(here.site, 1200, { timeoutMs: ADOPTION_MS })).toBe(1200)
    await reopened.close()
  })

  it('sends now, without any storage, what another script has left no room for', async () => {
    const page = await here.site.open({ client: { persistence: 'memory', flushIntervalMs: 60_000 } })
    await page.evaluate(() => {
      navigator.sendBeacon('/hang', 'x'.repeat(60_000))
      for (let index = 0; index < 1000; index++) window.t.trackAction(`a${index}`)
    })
    await page.close()
    expect(await storedActions(here.site, 1000)).toBe(1000)
  })

  it('delivers events of a renderer that crashes, without another visit', async () => {
    const page = await here.site.open({ client: { flushIntervalMs: 60_000 }, before: watchHandover })
    // The second copy replaces the first.
    for (const times of [1, 2]) {
      await track(page, 25, `t${times}_`)
      await page.waitForFunction((expected) => Reflect.get(window, 'handedOver').length === expected, times)
      expect(await countHandedOver(page)).toBe(1)
    }
    const session = await here.chromium.cdp(page)
    session.send('Page.crash').catch(() => {})
    expect(await storedActions(here.site, 50)).toBe(50)
  })

  it('takes the copy for a crash back as soon as the events are on their way', async () => {
    const page = await here.site.open({ client: { flushIntervalMs: 60_000 }, before: watchHandover })
    await track(page, 50)
    expect(await eventually(() => countHandedOver(page), (copies) => copies === 1)).toBe(1)
    await page.evaluate(() => window.t.flush())
    expect(await countHandedOver(page)).toBe(0)
  })

  it('takes along what is still being compressed, and needs no fetchLater for it', async () => {
    const page = await here.site.open({
      client: { persistence: 'memory', maxBatchEvents: 100 },
      before: () => {
        Reflect.deleteProperty(window, 'fetchLater')
        window.CompressionStream = class {
          readonly readable = new ReadableStream()
          readonly writable = new WritableStream()
        } as unknown as typeof CompressionStream
      },
    })
    await track(page, 250)
    await page.close()
    expect(await storedActions(here.site, 250)).toBe(250)
  })
})

describe('privacy of the requests', () => {
  it.each([
    ['an open page', async () => {}],
    ['a closing page', 'close' as const],
  ])('sends no cookie, no referrer and no preflight from %s', async (_name, end) => {
    const page = await here.site.open({ path: '/?token=abc' })
    await page.evaluate(() => {
      document.cookie = 'login=secret'
    })
    await track(page, 10)
    if (end === 'close') await page.close()
    await eventually(() => here.site.server.actions(), (rows) => rows.length === 10)
    expect(here.site.server.requests.map(({ method, headers }) => [method, headers.cookie, headers.referer, headers['content-type']])).toEqual(
      here.site.server.requests.map(() => ['POST', undefined, undefined, 'text/plain']),
    )
    // Any other header would be asked about first, by a preflight, where the collector has an origin of its own.
    const usual = /^(?:host|connection|content-(?:length|type)|user-agent|accept(?:-.+)?|origin|sec-.+|cache-control|pragma|priority)$/
    expect(here.site.server.requests.flatMap(({ headers }) => Object.keys(headers).filter((name) => !usual.test(name)))).toEqual([])
  })
})
