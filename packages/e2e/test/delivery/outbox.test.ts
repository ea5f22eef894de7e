import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually, readOutbox, readOutboxRows, startClient, storedActions, track } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const HOUR_MS = 3_600_000

const here = prepareSite()

interface Left {
  readonly name: string
  /** Milliseconds from now. */
  readonly createdIn?: number
  readonly leasedFor?: number
}

/** A page of the site on a device where earlier pages have left these rows, each of one action. */
async function openAfter(rows: readonly Left[]): Promise<Page> {
  const page = await here.chromium.newPage(here.site.server.url)
  await leave(page, rows)
  await startClient(page)
  await track(page, 1, 'own')
  return page
}

/** Writes rows as earlier pages of the site do. */
async function leave(page: Page, rows: readonly Left[]): Promise<void> {
  await page.evaluate((left) => {
    const opening = indexedDB.open('parel-telemetry', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('segments')
    return new Promise((resolve) => {
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('segments', 'readwrite')
        left.forEach(({ name, createdIn = 0, leasedFor = -1 }, index) => {
          const stream = `0mwx9tikk0rmGVWUV${String(index).padStart(3, 'x')}`
          const body = JSON.stringify({ v: 1, stream, s0: 0, sid: null, pf: 'web', t0: Date.now() + createdIn, ev: [[1, 0, '/a', name]] })
          transaction.objectStore('segments').put({ body, count: 1, createdAt: Date.now() + createdIn, lease: Date.now() + leasedFor }, `${stream}:0`)
        })
        transaction.oncomplete = () => resolve(opening.result.close())
      }
    })
  }, rows)
}

function readDatabases(page: Page): Promise<unknown[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
}

describe('what earlier pages have left on the device', () => {
  it('is brought once its owner has had its time, and not before', async () => {
    const page = await openAfter([{ name: 'free' }, { name: 'leased', leasedFor: HOUR_MS }])
    expect(await storedActions(here.site, 1, { prefix: 'free' })).toBe(1)
    expect(await eventually(() => readOutbox(page), (rows) => rows === 1)).toBe(1)
    expect(await here.site.server.actions('leased')).toEqual([])
  })

  it('belongs for half a minute to the page that takes it', async () => {
    here.site.server.behave({ hang: true })
    const page = await openAfter([{ name: 'free' }])
    const leases = async () => (await readOutboxRows(page))?.map(({ lease }) => lease - Date.now()) ?? []
    expect((await eventually(leases, ([lease]) => Number(lease) > 0))[0]).toBeGreaterThan(0)
  })

  it('is deleted and counted after a day', async () => {
    const page = await openAfter([{ name: 'old', createdIn: -25 * HOUR_MS }, { name: 'fresh', createdIn: -HOUR_MS }])
    expect(await storedActions(here.site, 1, { prefix: 'fresh' })).toBe(1)
    expect(await eventually(() => readOutbox(page), (rows) => rows === 0)).toBe(0)
    expect(await page.evaluate(() => window.t.inspect().lost)).toEqual({ expired: 1 })
  })

  it('does not lie there for ever because a clock was wrong', async () => {
    const page = await openAfter([{ name: 'ahead', createdIn: 400 * 24 * HOUR_MS, leasedFor: 400 * 24 * HOUR_MS }])
    expect(await eventually(() => readOutbox(page), (rows) => rows === 0)).toBe(0)
    expect(await page.evaluate(() => window.t.inspect().lost)).toEqual({ expired: 1 })
  })

  it.each([
    ['100 rows', 130, 10, 100],
    ['512 KiB', 10, 60_000, 8],
  ])('is bounded: at most %s stay', async (_bound, count, chars, kept) => {
    const page = await openAfter(Array.from({ length: count }, () => ({ name: 'x'.repeat(chars), leasedFor: HOUR_MS })))
    expect(await eventually(() => readOutbox(page), (rows) => rows === kept)).toBe(kept)
    expect(await page.evaluate(() => window.t.inspect().lost)).toEqual({ expired: count - kept })
  })

  it('may be what this client never wrote, and is brought beside that', async () => {
    const page = await here.chromium.newPage(here.site.server.url)
    const noise: string[] = []
    page.on('pageerror', (error) => noise.push(error.message))
    await leave(page, [{ name: 'free' }])
    await page.evaluate(() => {
      const opening = indexedDB.open('parel-telemetry', 1)
      return new Promise((resolve) => {
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('segments', 'readwrite')
          ;[null, 7, 'text', {}, { count: 1, lease: 0 }].forEach((row, index) => transaction.objectStore('segments').put(row, index))
          transaction.oncomplete = () => resolve(opening.result.close())
        }
      })
    })
    await startClient(page)
    await track(page, 1, 'own')
    expect(await storedActions(here.site, 1, { prefix: 'free' })).toBe(1)
    expect(noise).toEqual([])
  })

  it('belongs to its own collector', async () => {
    const page = await openAfter([])
    await page.evaluate(() => {
      window.t = window.ParelTelemetry.createTelemetry({ endpoint: '/api/telemetry?site=b', enabled: true, allowBots: true })
      window.t.trackAction('apart')
    })
    expect((await eventually(() => readDatabases(page), ({ length }) => length === 2)).toSorted()).toEqual(['parel-telemetry', 'parel-telemetry /api/telemetry?site=b'])
  })
})

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
    await startClient(page)
    expect(await storedActions(here.site, 100)).toBe(100)
  })

  it('is that, too, when the database opens only after the shutdown has stopped waiting for it', async () => {
    const page = await here.chromium.newPage(here.site.server.url)
    await page.evaluate(async () => {
      const { fetch } = window
      const { open } = IDBFactory.prototype
      window.fetch = () => Promise.reject(new TypeError('down'))
      const late = new Promise<() => void>((tell) => {
        indexedDB.open = (...given) => {
          const fake = {} as { -readonly [Key in keyof IDBOpenDBRequest]: IDBOpenDBRequest[Key] }
          tell(() => {
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
    const page = await here.site.open({ client: { requestTimeoutMs: 1000 }, before: () => Reflect.deleteProperty(window, 'CompressionStream') })
    let givenUp = 0
    page.on('requestfailed', () => givenUp++)
    await page.evaluate(() => {
      const numbers = () => Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`value_${index}`, Array.from({ length: 14 }, (__, place) => Math.PI * (place + 1))]))
      for (let index = 0; index < 400; index++) window.t.trackAction(`a${index}`, undefined, undefined, numbers())
    })
    await here.chromium.hide()
    const readBytes = async () => ((await readOutboxRows(page)) ?? []).reduce((sum, row) => sum + row.bytes, 0)
    expect(await eventually(readBytes, (bytes) => bytes > 0)).toBeGreaterThan(480_000)
    // What was given up now stands behind the rest, and the next write begins with others.
    await eventually(() => givenUp, (count) => count >= 2)
    await track(page, 1, 'more')
    expect(await readBytes()).toBeLessThanOrEqual(524_288)
    here.site.server.behave()
    await here.chromium.show(page)
    await page.waitForFunction(() => document.visibilityState === 'visible', undefined, { polling: 50 })
    // Whatever has failed while hidden makes it wait for up to a minute; this does not.
    await page.evaluate(() => dispatchEvent(new Event('online')))
    expect(await storedActions(here.site, 401, { timeoutMs: 30_000 })).toBe(401)
  })

  it('is given up by the page itself when another one has brought it meanwhile', async () => {
    here.site.server.behave({ status: 503, headers: { 'retry-after': '3600' } })
    const page = await here.site.open()
    await track(page, 100)
    await eventually(() => readOutbox(page), (rows) => Boolean(rows))
    await here.chromium.hide()
    here.site.server.behave()
    await here.site.open({
      before: () => {
        const now = Date.now
        Date.now = () => now() + 7_200_000
      },
    })
    expect(await storedActions(here.site, 100)).toBe(100)
    await here.chromium.show(page)
    expect(await eventually(() => page.evaluate(() => window.t.inspect().queued), (queued) => queued === 0)).toBe(0)
  })

  it('does not keep another page from deleting all of it', async () => {
    const other = await here.site.open()
    await track(other, 1, 'other')
    const page = await here.site.open({ client: { requireConsent: true } })
    await page.evaluate(() => window.t.setConsent(true))
    await track(page, 1, 'page')
    await storedActions(here.site, 1, { prefix: 'page' })
    expect(await readDatabases(page)).toEqual(['parel-telemetry'])
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
