import { describe, expect, it } from 'vitest'
import { eventually, readDatabases, readOutbox, readOutboxRows, startClient, storedActions, track } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const here = prepareSite()

describe('what a page keeps on the device', () => {
  it('is what it could not send when the app shuts it down, free for the next one', async () => {
    const page = await here.chromium.newPage(here.site.server.url)
    // All of it before the browser has opened the database.
    await page.evaluate(async () => {
      const { fetch } = window
      window.fetch = () => Promise.reject(new TypeError('down'))
      const client = window.ParelTelemetry.createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true })
      for (let index = 0; index < 100; index++) client.trackAction(`a${index}`)
      await client.shutdown()
      window.fetch = fetch
    })
    // The shutdown waits a second for the database; on a busy machine the rows come behind it.
    await eventually(() => readOutboxRows(page), (rows) => (rows ?? []).length > 0)
    await startClient(page)
    expect(await storedActions(here.site, 100)).toBe(100)
  })

  it('is that, too, when the database opens only after the shutdown has stopped waiting for it', async () => {
    const page = await here.chromium.newPage(here.site.server.url)
    await page.evaluate(async () => {
      const { fetch } = window
      const { open } = IDBFactory.prototype
      window.fetch = () => Promise.reject(new TypeError('down'))
      const late = new Promise<() => void>((resolve) => {
        indexedDB.open = (...given) => {
          const fake = {} as { -readonly [Key in keyof IDBOpenDBRequest]: IDBOpenDBRequest[Key] }
          resolve(() => {
            const real = open.apply(indexedDB, given)
            const pass = (name: 'onupgradeneeded' | 'onsuccess') => (event: Event) => {
              fake.result = real.result
              fake[name]?.call(real, event as IDBVersionChangeEvent)
            }
            real.onupgradeneeded = pass('onupgradeneeded')
            real.onsuccess = pass('onsuccess')
          })
          return fake
        }
      })
      const client = window.ParelTelemetry.createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true })
      for (let index = 0; index < 100; index++) client.trackAction(`a${index}`)
      await client.shutdown()
      const answer = await late
      answer()
      window.fetch = fetch
      indexedDB.open = open
    })
    await startClient(page)
    expect(await storedActions(here.site, 100)).toBe(100)
  })

  it('is bounded: at most 512 KiB are written, and the page itself still brings the rest', async () => {
    here.site.server.behave({ hang: true })
    const page = await here.site.open({ client: { requestTimeoutMs: 3000 }, before: () => Reflect.deleteProperty(window, 'CompressionStream') })
    let givenUp = 0
    page.on('requestfailed', () => givenUp++)
    await page.evaluate(() => {
      const numbers = () => Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`value_${index}`, Array.from({ length: 14 }, (__, place) => Math.PI * (place + 1))]))
      for (let index = 0; index < 400; index++) window.t.trackAction(`a${index}`, undefined, undefined, numbers())
    })
    await here.chromium.hide(page)
    const readBytes = async () => ((await readOutboxRows(page)) ?? []).reduce((sum, row) => sum + row.bytes, 0)
    expect(await eventually(readBytes, (bytes) => bytes > 480_000)).toBeGreaterThan(480_000)
    // What was given up now stands behind the rest, and the next write begins with others.
    await eventually(() => givenUp, (count) => count >= 2)
    await track(page, 1, 'more')
    expect(await readBytes()).toBeLessThanOrEqual(524_288)
    here.site.server.behave()
    await here.chromium.show(page)
    // Whatever has failed while hidden makes it wait for up to a minute; this does not.
    await page.evaluate(() => dispatchEvent(new Event('online')))
    expect(await storedActions(here.site, 401, { timeoutMs: 60_000 })).toBe(401)
  })

  it('is given up by the page itself when another one has brought it meanwhile', async () => {
    here.site.server.behave({ status: 503, headers: { 'retry-after': '3600' } })
    const page = await here.site.open()
    // What is refused before the database is open is not copied until the next try, which is an hour away.
    await eventually(() => readDatabases(page), (names) => names.length > 0)
    await track(page, 100)
    await eventually(() => readOutbox(page), (rows) => Boolean(rows))
    await here.chromium.hide(page)
    here.site.server.behave()
    const other = await here.site.open({
      before: () => {
        const now = Date.now
        Date.now = () => now() + 7_200_000
      },
    })
    expect(await storedActions(here.site, 100)).toBe(100)
    // The server has them a moment before the page that brought them hears of it and deletes the copies.
    expect(await eventually(() => readOutbox(other), (rows) => rows === 0)).toBe(0)
    await here.chromium.show(page)
    expect(await eventually(() => page.evaluate(() => window.t.inspect().queued), (queued) => queued === 0)).toBe(0)
  })

  it('is kept again after the browser has closed the database under the page, as when somebody clears the data of the site', async () => {
    here.site.server.behave({ status: 503, headers: { 'retry-after': '3600' } })
    const page = await here.site.open()
    await eventually(() => readDatabases(page), (names) => names.length > 0)
    const session = await here.chromium.cdp(page)
    await session.send('Storage.clearDataForOrigin', { origin: here.site.server.url, storageTypes: 'indexeddb' })
    expect(await readDatabases(page)).toEqual([])
    await page.evaluate(() => dispatchEvent(new Event('online')))
    expect(await eventually(() => readDatabases(page), (names) => names.length > 0)).toEqual(['parel-telemetry'])
    await track(page, 100)
    expect(await eventually(() => readOutbox(page), (rows) => Boolean(rows))).toBeGreaterThan(0)
  })

  it('does not keep another page from deleting all of it', async () => {
    const other = await here.site.open()
    await track(other, 1, 'other')
    const page = await here.site.open({ client: { requireConsent: true } })
    await page.evaluate(() => window.t.setConsent(true))
    await track(page, 1, 'page')
    await storedActions(here.site, 1, { prefix: 'page' })
    expect(await eventually(() => readDatabases(page), (names) => names.length > 0)).toEqual(['parel-telemetry'])
    await page.evaluate(() => window.t.setConsent(false))
    expect(await eventually(() => readDatabases(page), (names) => names.length === 0)).toEqual([])
    const noise: string[] = []
    other.on('pageerror', (error) => noise.push(error.message))
    await track(other, 20, 'after')
    await other.evaluate(() => dispatchEvent(new Event('online')))
    expect(await storedActions(here.site, 20, { prefix: 'after' })).toBe(20)
    expect(noise).toEqual([])
  })
})
