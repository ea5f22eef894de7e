import { describe, expect, it } from 'vitest'
import { ADOPTION_MS, eventually, moveClock, readOutbox, startClient, storedActions, track } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const here = prepareSite()

describe('faults beyond the list', () => {
  it('brings everything over a collector that flaps', async () => {
    const faults = [{ status: 503 }, undefined, { reset: 'before' as const }, undefined, { reset: 'after' as const }, undefined, { status: 502 }]
    here.site.server.behave((_request, index) => faults[index % faults.length])
    const page = await here.site.open({ client: { flushIntervalMs: 100 } })
    for (let slice = 0; slice < 10; slice++) {
      await track(page, 30, `s${slice}_`)
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 120)))
    }
    await page.close()
    here.site.server.behave()
    await here.site.open()
    expect(await storedActions(here.site, 300, { timeoutMs: ADOPTION_MS })).toBe(300)
  })

  it('survives a collector that is restarted, port and all', async () => {
    const page = await here.site.open()
    await track(page, 50, 'before')
    await storedActions(here.site, 50, { prefix: 'before' })
    await here.site.server.down()
    await track(page, 200, 'during')
    await page.evaluate(() => window.t.flush())
    await here.site.server.up()
    await page.close()
    await here.site.open()
    expect(await storedActions(here.site, 200, { prefix: 'during', timeoutMs: ADOPTION_MS })).toBe(200)
  })

  it.each([
    ['a redirect', { status: 307, headers: { location: '/api/telemetry?elsewhere' } }],
    ['the page of a captive portal', { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Please log in</h1>' }],
  ])('does not take %s for a receipt', async (_name, fault) => {
    here.site.server.behave((_request, index) => (index < 2 ? fault : undefined))
    const page = await here.site.open()
    await track(page, 100)
    await eventually(() => here.site.server.requests.length, (count) => count >= 2)
    await page.close()
    here.site.server.behave()
    await here.site.open()
    expect(await storedActions(here.site, 100, { timeoutMs: ADOPTION_MS })).toBe(100)
    expect(here.site.server.requests.map(({ query }) => query)).not.toContain('elsewhere')
  })

  it.each([
    [
      'throws',
      () => {
        Storage.prototype.getItem = Storage.prototype.setItem = Storage.prototype.removeItem = () => {
          throw new DOMException('refused', 'SecurityError')
        }
        indexedDB.open = () => {
          throw new DOMException('refused', 'SecurityError')
        }
      },
    ],
    [
      'never answers',
      () => {
        indexedDB.open = () => ({}) as IDBOpenDBRequest
      },
    ],
    [
      'is full',
      () => {
        Storage.prototype.setItem = IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError')
        }
      },
    ],
  ])('works from memory when storage %s', async (_name, before) => {
    const page = await here.site.open({ before })
    const noise: string[] = []
    page.on('pageerror', (error) => noise.push(error.message))
    await track(page, 300)
    await here.chromium.hide(page)
    await here.chromium.show(page)
    await track(page, 300, 'back')
    expect(await storedActions(here.site, 300, { prefix: 'back' })).toBe(300)
    await page.evaluate(() => window.t.shutdown())
    await startClient(page)
    await track(page, 300, 'close')
    await page.close()
    expect(await storedActions(here.site, 900)).toBe(900)
    expect(noise).toEqual([])
  })

  it('brings what five tabs could not send, each event once', async () => {
    here.site.server.behave({ status: 503, headers: { 'retry-after': '1' } })
    const tabs = await Promise.all([1, 2, 3, 4, 5].map(() => here.site.open()))
    await Promise.all(tabs.map((tab, index) => track(tab, 100, `t${index}_`)))
    await eventually(() => here.site.server.requests.length, (count) => count > 0)
    for (const tab of tabs) await tab.close()
    here.site.server.behave()
    const page = await here.site.open()
    expect(await storedActions(here.site, 500, { timeoutMs: ADOPTION_MS })).toBe(500)
    expect(await eventually(() => readOutbox(page), (rows) => rows === 0)).toBe(0)
  })

  it('begins another session after the machine slept for an hour', async () => {
    const page = await here.site.open({ before: moveClock })
    await track(page, 1, 'before')
    await storedActions(here.site, 1)
    await page.evaluate(() => Object.assign(window, { aheadMs: 3_600_000 }))
    await track(page, 1, 'after')
    await storedActions(here.site, 2)
    expect(new Set((await here.site.server.actions()).map(({ sessionId }) => sessionId)).size).toBe(2)
  })

  it('works in a worker, on purpose and without a page', async () => {
    const page = await here.chromium.newPage(here.site.server.url)
    const state = await page.evaluate(async () => {
      const code = `
        importScripts(origin + '/parel.js')
        const t = ParelTelemetry.createTelemetry({ endpoint: origin + '/api/telemetry', runtime: 'server', enabled: true })
        t.trackAction('in_worker')
        t.flush().then(() => postMessage(t.inspect()))`
      const worker = new Worker(URL.createObjectURL(new Blob([`const origin = ${JSON.stringify(location.origin)};${code}`])))
      return new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data)
      })
    })
    expect(state).toMatchObject({ state: 'recording', sessionId: null, queued: 0 })
    expect(await storedActions(here.site, 1)).toBe(1)
  })
})

describe('the built modules', () => {
  it('can be imported where there is no page', async () => {
    const { createTelemetry, trackAction, getTelemetry } = await import('@parel/telemetry-browser')
    trackAction('nothing')
    expect(createTelemetry({ endpoint: '/api/telemetry' }).inspect().state).toBe('inert')
    expect(getTelemetry().inspect().state).toBe('inert')
  })
})
