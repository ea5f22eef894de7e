import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { eventually, forgetFetchLater, readDatabases, readOutbox, readOutboxRows, startClient, storedActions, track } from '../../src/delivery/site.ts'
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

describe('what a page leaves as text where there is no fetchLater, because Safari writes nothing else while a page goes away', () => {
  const readText = (page: Page) => page.evaluate(() => localStorage.getItem('parel-telemetry'))

  /** Another page of the site, without a client, after one that was closed while the collector was away. The database is gone. */
  async function openAfterOutage(): Promise<Page> {
    here.site.server.behave({ status: 503, headers: { 'retry-after': '1' } })
    const first = await here.site.open({ before: forgetFetchLater })
    await track(first, 300)
    await eventually(() => here.site.server.requests.length, (count) => count > 0)
    await first.close()
    here.site.server.behave()
    const page = await here.chromium.newPage(here.site.server.url)
    await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('parel-telemetry').onsuccess = resolve)))
    return page
  }

  it('is brought by the next page, and then gone', async () => {
    const page = await openAfterOutage()
    await startClient(page)
    await track(page, 1, 'own')
    expect(await storedActions(here.site, 300, { prefix: 'a' })).toBe(300)
    expect(await eventually(() => readText(page), (text) => text === null)).toBeNull()
  })

  it('goes with an opt-out', async () => {
    const page = await openAfterOutage()
    expect(await readText(page)).toContain('"count"')
    await startClient(page)
    await page.evaluate(() => window.t.optOut())
    expect(await readText(page)).toBeNull()
  })

  it.each(['{', '7', 'null', '{"a":null,"b":7}'])('may be what this client never wrote: %s', async (text) => {
    const page = await here.chromium.newPage(here.site.server.url)
    const noise: string[] = []
    page.on('pageerror', (error) => noise.push(error.message))
    await leave(page, [{ name: 'free' }])
    await page.evaluate((foreign) => localStorage.setItem('parel-telemetry', foreign), text)
    await startClient(page)
    await track(page, 1, 'own')
    expect(await storedActions(here.site, 1, { prefix: 'free' })).toBe(1)
    expect(await readText(page)).toBeNull()
    expect(noise).toEqual([])
  })
})
