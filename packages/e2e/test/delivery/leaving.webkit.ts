import { describe, expect, it } from 'vitest'
import { prepareWebKit, readTraces, SCRIPT_TAG, track } from '../../src/delivery/prepare-webkit.ts'
import { eventually } from '../../src/delivery/site.ts'

const here = prepareWebKit({
  '/no-database': `<script>Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('refused', 'SecurityError') } })</script>${SCRIPT_TAG}`,
  '/beacon': SCRIPT_TAG.replace('data-enabled', 'data-exit="beacon" data-enabled'),
})

describe('leaving a page of WebKit', () => {
  it.each([1, 50, 1000])('delivers %i events when the window closes at once, without cookie and referrer', async (count) => {
    const page = await here.open('/?token=abc')
    await page.evaluate(() => {
      document.cookie = 'login=secret'
    })
    await track(page, count)
    await page.close()
    expect(await here.arrived(count)).toBe(count)
    expect(here.server.requests.every(({ headers }) => !headers.cookie && !headers.referer)).toBe(true)
    expect(here.server.requests.every(({ method }) => method === 'POST')).toBe(true)
  })

  it.each([1, 50, 1000])('delivers %i events when the page navigates away in the same task', async (count) => {
    const page = await here.open()
    await track(page, count, { to: 'about:blank' })
    expect(await here.arrived(count)).toBe(count)
    await page.close()
  })

  it('sends what is full in compressed bodies', async () => {
    const page = await here.open()
    await track(page, 1000)
    expect(await here.arrived(1000)).toBe(1000)
    expect(here.server.requests.filter(({ query }) => query.includes('enc=gzip')).length).toBeGreaterThanOrEqual(2)
    await page.close()
  })

  it('delivers 5,000 events tracked at once when the window closes 200 ms later, over a slow collector', async () => {
    here.server.behave({ delayMs: 100 })
    const page = await here.open()
    await track(page, 5000)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))
    await page.close()
    expect(await here.arrived(5000)).toBe(5000)
  })

  it('delivers what is tracked inside the listeners that run last', async () => {
    const page = await here.open()
    await page.evaluate(() => {
      addEventListener('pagehide', () => window.parel('trackAction', 'in_pagehide'))
      addEventListener('visibilitychange', () => window.parel('trackAction', 'in_hidden'))
    })
    await page.close()
    expect(await here.arrived(2, 'in_')).toBe(2)
  })

  it('delivers by beacon where the app asks for it', async () => {
    const page = await here.open('/beacon')
    await track(page, 200)
    await page.close()
    expect(await here.arrived(200)).toBe(200)
  })

  it('delivers without a database', async () => {
    const page = await here.open('/no-database')
    await track(page, 50)
    await page.close()
    expect(await here.arrived(50)).toBe(50)
  })
})

describe('a collector that is away, in WebKit', () => {
  it('gets everything once it is back, and no request inside of the pause it asked for', async () => {
    here.server.behave({ status: 503, headers: { 'retry-after': '2' } })
    const page = await here.open()
    await track(page, 200)
    await eventually(() => here.server.requests.length, (count) => count > 0)
    here.server.behave()
    await track(page, 200, { prefix: 'b' })
    expect(await here.arrived(400, '')).toBe(400)
    const [refused, next] = here.server.requests
    expect(next!.at - refused!.at).toBeGreaterThanOrEqual(1900)
    await page.close()
  })

  it.each([
    ['refused', { status: 503, headers: { 'retry-after': '1' } }],
    ['never answered', { hang: true }],
  ])('gets what it %s before the window was closed, once the site is opened again', async (_name, fault) => {
    here.server.behave(fault)
    const page = await here.open()
    await track(page, 200)
    await eventually(() => here.server.requests.length, (count) => count > 0)
    await track(page, 200, { prefix: 'b' })
    await page.close()
    here.server.behave()
    const next = await here.open()
    expect(await here.arrived(400, '')).toBe(400)
    // The database is there on every visit; the item of the same name has gone.
    const names = async () => (await readTraces(next)).filter((name) => name === 'parel-telemetry')
    expect(await eventually(names, ({ length }) => length === 1)).toHaveLength(1)
    await next.close()
  })
})
