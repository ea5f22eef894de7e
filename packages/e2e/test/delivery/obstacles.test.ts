import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../src/delivery/judge.ts'
import { eventually, moveClock, readOutbox, startClient, storedActions, track } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const SCRIPT = '<!doctype html><script src="/parel.js" data-auto="false"></script>'

const here = prepareSite()

describe('obstacles in the browser', () => {
  it('hardly tries and never complains behind a filter, and writes nothing to the device', async () => {
    const page = await here.chromium.newPage('about:blank')
    const noise: string[] = []
    let attempts = 0
    page.on('pageerror', (error) => noise.push(error.message))
    await page.route('**/api/telemetry*', (route) => {
      attempts++
      return route.abort('blockedbyclient')
    })
    await page.addInitScript(moveClock)
    await page.goto(here.site.server.url)
    await startClient(page)
    for (let round = 0; round < 10; round++) {
      await track(page, 20, `s${round}_`)
      await page.evaluate(() => window.t.flush())
    }
    expect(attempts).toBe(2)
    expect((await readOutbox(page)) ?? 0).toBe(0)
    // One more after twenty seconds; then none for ten minutes, and only the last hundred events are kept.
    for (const [aheadMs, expected] of [[21_000, 3], [580_000, 3], [660_000, 4]] as const) {
      await page.evaluate((ms) => Object.assign(window, { aheadMs: ms }), aheadMs)
      await page.evaluate(() => window.t.flush())
      expect(attempts).toBe(expected)
    }
    const { queued, lost } = await page.evaluate(() => window.t.inspect())
    expect(queued).toBeLessThanOrEqual(100)
    // Whole segments, and nothing else: 200 actions and the start of the session.
    expect(lost).toEqual({ blocked: 201 - queued })
    await here.chromium.hide(page)
    expect(noise).toEqual([])
    expect((await readOutbox(page)) ?? 0).toBe(0)
  })

  it('stops after one attempt when the policy of the page forbids the collector', async () => {
    await here.reopen({ pageHeaders: { 'content-security-policy': "connect-src 'none'" } })
    const page = await here.site.open()
    await track(page, 20)
    await page.evaluate(() => window.t.flush())
    expect(await eventually(() => page.evaluate(() => window.t.inspect().state), (state) => state === 'stopped')).toBe('stopped')
    await here.site.hearLastOf(page)
    expect(here.site.server.requests.length).toBe(0)
  })

  it('goes on under a policy that is only tried out', async () => {
    await here.reopen({ pageHeaders: { 'content-security-policy-report-only': "connect-src 'none'" } })
    const page = await here.site.open({ before: () => addEventListener('securitypolicyviolation', () => Object.assign(window, { isReported: true })) })
    await track(page, 20)
    await page.waitForFunction(() => 'isReported' in window)
    await page.evaluate(() => window.t.flush())
    expect(await storedActions(here.site, 20)).toBe(20)
    expect(await page.evaluate(() => window.t.inspect().state)).toBe('recording')
  })

  it('keeps its own faults from the page, whatever is thrown there', async () => {
    const page = await here.site.open()
    const noise: string[] = []
    page.on('pageerror', (error) => noise.push(error.message))
    await page.evaluate(async () => {
      const { createTelemetry, errors } = window.ParelTelemetry
      window.t = createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, capture: [errors()] })
      const hostile = Object.defineProperty(new Error('theirs'), 'stack', { get: () => { throw new Error('ours') } })
      await Promise.allSettled([dispatchEvent(new ErrorEvent('error', { message: 'x', error: hostile }))])
      dispatchEvent(new ErrorEvent('error', { message: 'x', error: new TypeError('x') }))
    })
    const kinds = () => page.evaluate(() => window.t.inspect().recent.filter(({ type }) => type === 'error').map(({ metadata }) => metadata?.errorName))
    expect(await kinds()).toEqual(['TypeError'])
    expect(noise).toEqual([])
  })

  it('survives a fetch that throws at once, and counts what it loses', async () => {
    const page = await here.site.open({
      before: () => {
        window.fetch = () => {
          throw new Error('patched')
        }
      },
    })
    const noise: string[] = []
    page.on('pageerror', (error) => noise.push(error.message))
    const result = await page.evaluate(async () => {
      window.t.trackAction('a')
      await window.t.flush()
      return { queued: window.t.inspect().queued, state: window.t.inspect().state }
    })
    expect(result).toEqual({ queued: 2, state: 'recording' })
    expect(noise).toEqual([])
  })

  it.each([
    ['is missing', () => Reflect.deleteProperty(window, 'CompressionStream')],
    [
      'throws',
      () => {
        window.CompressionStream = class {
          constructor() {
            throw new Error('broken')
          }
        } as unknown as typeof CompressionStream
      },
    ],
    [
      'returns a truncated body',
      () => {
        const Native = window.CompressionStream
        window.CompressionStream = class {
          constructor() {
            const native = new Native('gzip')
            const cut = new TransformStream<Uint8Array, Uint8Array>({ transform: (chunk, out) => out.enqueue(chunk.slice(0, 12)) })
            return { writable: native.writable, readable: native.readable.pipeThrough(cut) }
          }
        } as unknown as typeof CompressionStream
      },
    ],
  ])('sends plain bodies when CompressionStream %s', async (_name, before) => {
    const page = await here.site.open({ before: before as () => void })
    await track(page, 300)
    expect(await storedActions(here.site, 300)).toBe(300)
    expect(here.site.server.requests.every(({ query }) => !query.includes('enc=gzip'))).toBe(true)
  })

  it('records 10,000 identical errors as one, with their number', async () => {
    const page = await here.site.open()
    await page.evaluate(async () => {
      const { createTelemetry, errors } = window.ParelTelemetry
      window.t = createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, capture: [errors()] })
      for (let index = 0; index < 10_000; index++) dispatchEvent(new ErrorEvent('error', { message: 'boom', error: null }))
    })
    await page.close()
    const sum = (rows: readonly StoredEvent[]) => rows.reduce((count, { metadata }) => count + ((metadata as { count?: number }).count ?? 1), 0)
    const rows = await eventually(async () => (await here.site.server.rows()).filter(({ type }) => type === 'error'), (found) => sum(found) >= 10_000)
    expect(rows.length).toBeLessThanOrEqual(3)
    expect(sum(rows)).toBe(10_000)
    // Messages say anything: kind and place are enough.
    expect(JSON.stringify(rows)).not.toContain('boom')
  })

  it('works from memory in a sandboxed frame without storage', async () => {
    await here.reopen({ html: (path) => (path === '/frame' ? SCRIPT : '<!doctype html><iframe sandbox="allow-scripts" src="/frame"></iframe>') })
    here.site.server.behave({ headers: { 'access-control-allow-origin': '*' } })
    const page = await here.chromium.newPage(here.site.server.url)
    const frame = await eventually(() => page.frames()[1], (found) => found !== undefined && found.url().endsWith('/frame'))
    await frame!.waitForFunction(() => 'ParelTelemetry' in window)
    await frame!.evaluate(() => {
      window.t = window.ParelTelemetry.createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, flushIntervalMs: 100 })
      for (let index = 0; index < 10; index++) window.t.trackAction(`a${index}`)
    })
    expect(await storedActions(here.site, 10)).toBe(10)
  })

  it('starts one client when the script is included twice', async () => {
    const tag = '<script src="/parel.js" data-enabled="true" data-allow-bots="true" data-flush="100"></script>'
    await here.reopen({ html: () => `<!doctype html>${tag}${tag}` })
    const warnings: string[] = []
    const page = await here.chromium.newPage('about:blank')
    page.on('console', (message) => warnings.push(message.text()))
    await page.goto(here.site.server.url)
    const views = async () => (await here.site.server.rows()).filter(({ type }) => type === 'page_view')
    expect(await eventually(views, (rows) => rows.length > 0)).toHaveLength(1)
    expect(warnings.filter((text) => text.includes('PAREL_W02'))).toEqual([expect.stringMatching(/Remove one\.$/)])
  })
})
