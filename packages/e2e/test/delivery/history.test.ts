import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { startUnwatchedChromium } from '../../src/delivery/raw-chromium.ts'
import { countHandedOver, eventually, track, watchHandover } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'
import { startFaultServer } from '../../src/delivery/fault-server.ts'

const TAG = '<script src="/parel.js" data-enabled="true" data-allow-bots="true" data-flush="100"></script>'

const here = prepareSite({ html: () => `<!doctype html>${TAG}` })

const views = async (path?: string) => (await here.site.server.rows()).filter(({ type, page }) => type === 'page_view' && (!path || page === path))

/** Leaves the page and comes back; resolves with what the browser says about the return. */
async function goAndComeBack(page: Page): Promise<{ restored: boolean; reasons: unknown }> {
  await page.evaluate(() => {
    addEventListener('pageshow', (event) => Object.assign(window, { restored: event.persisted }))
    location.href = '/other'
  })
  await page.waitForURL('**/other')
  await eventually(() => views('/other'), (rows) => rows.length === 1)
  await page.evaluate(() => history.back())
  await eventually(() => page.evaluate(() => 'restored' in window).catch(() => false), Boolean)
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & { notRestoredReasons?: unknown })[]
    return { restored: Boolean(Reflect.get(window, 'restored')), reasons: navigation?.notRestoredReasons ?? null }
  })
}

describe('the back/forward cache', () => {
  it('keeps the page, the session, and counts one view for the return', async () => {
    const page = await here.chromium.newPage('about:blank')
    await page.addInitScript(watchHandover)
    await page.goto(`${here.site.server.url}/first`)
    await eventually(() => views('/first'), (rows) => rows.length === 1)
    expect(await goAndComeBack(page)).toEqual({ restored: true, reasons: null })
    const rows = await eventually(() => views('/first'), (found) => found.length === 2)
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map(({ sessionId }) => sessionId)).size).toBe(1)
    const look = () => page.evaluate(() => window.parel.instances.default.inspect())
    expect(await eventually(look, ({ queued }) => queued === 0)).toMatchObject({ queued: 0, lost: {} })
    expect(await eventually(() => countHandedOver(page), (copies) => copies === 0)).toBe(0)
  })

  it('keeps the page while three other tabs of the site are sending', async () => {
    const page = await here.chromium.newPage(`${here.site.server.url}/first`)
    const others = await Promise.all([1, 2, 3].map(() => here.chromium.newPage(`${here.site.server.url}/tab`)))
    await here.chromium.show(page)
    await eventually(() => views('/first'), (rows) => rows.length === 1)
    await Promise.all(others.map((other) => other.evaluate(() => {
      setInterval(() => window.parel('trackAction', 'tick'), 50)
    })))
    expect(await goAndComeBack(page)).toEqual({ restored: true, reasons: null })
  })
})

describe('an app that intercepts its navigations', () => {
  it('is counted once for each path, though its router never touches `history`', async () => {
    const page = await here.chromium.newPage(`${here.site.server.url}/first`)
    await eventually(() => views('/first'), (rows) => rows.length === 1)
    await page.evaluate(async () => {
      navigation.addEventListener('navigate', (event) => event.intercept())
      await navigation.navigate('/second').finished
      await navigation.navigate('/second?tab=2').finished
      document.body.append(Object.assign(document.createElement('a'), { href: '/third' }))
      document.querySelector('a')?.click()
    })
    await eventually(() => views('/third'), (rows) => rows.length === 1)
    await page.evaluate(() => navigation.back())
    await eventually(() => views('/second'), (rows) => rows.length === 2)
    expect((await views()).map(({ page }) => page).sort()).toEqual(['/first', '/second', '/second', '/third'])
  })
})

describe('a copied tab', () => {
  it('gets a session and a stream of its own', async () => {
    await here.reopen()
    const page = await here.site.open()
    const [copy] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(() => {
        window.t.trackAction('original')
        window.open(location.href)
      }),
    ])
    await copy.waitForFunction(() => 'ParelTelemetry' in window)
    await copy.evaluate(() => {
      window.t = window.ParelTelemetry.createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, flushIntervalMs: 100 })
    })
    await track(copy, 1, 'copy')
    const rows = await eventually(() => here.site.server.actions(), (found) => found.length === 2)
    expect(new Set(rows.map(({ sessionId }) => sessionId)).size).toBe(2)
    expect(new Set(rows.map(({ id }) => id.split('-')[0])).size).toBe(2)
  })
})

describe('single-page navigation', () => {
  it('counts one view for each path, none for a query, and the visible time of each page', async () => {
    const page = await here.chromium.newPage(`${here.site.server.url}/a`)
    /** Resolves when this many views are recorded, and the last one was looked at long enough to be told. */
    const seen = (count: number) =>
      page.waitForFunction((expected) => {
        const { recent } = window.parel.instances.default.inspect()
        const views = recent.filter(({ type }) => type === 'page_view')
        return views.length === expected && Date.now() - views.at(-1)!.createdAt > 150
      }, count)
    await seen(1)
    await page.evaluate(() => history.pushState({}, '', '/b'))
    await seen(2)
    await page.evaluate(() => {
      history.replaceState({}, '', '/b?tab=2')
      history.back()
    })
    await seen(3)
    await page.close()
    const found = await eventually(async () => (await here.site.server.rows()).filter(({ type }) => type.startsWith('page_')), (rows) => rows.length === 6)
    const rows = found.toSorted((a, b) => Number(a.id.split('-').pop()) - Number(b.id.split('-').pop()))
    expect(rows.map(({ type, page: route }) => `${type} ${route}`)).toEqual([
      'page_view /a', 'page_leave /a', 'page_view /b', 'page_leave /b', 'page_view /a', 'page_leave /a',
    ])
  })
})

describe('a prerendered page', () => {
  const rules = '<script type="speculationrules">{"prerender":[{"urls":["/next"],"eagerness":"immediate"}]}</script>'
  // Two further timers, each longer than any of the client: when the second has run, theirs have too.
  const seen = "fetch('/seen');setTimeout(() => setTimeout(() => fetch('/settled'), 300), 300)"
  const start = (go: string) => (path: string) => (path === '/start' ? `<!doctype html>${rules}<script>${go}</script>` : `<!doctype html>${TAG}<script>parel('trackAction', 'early');${seen}</script>`)

  it('sends nothing before it is shown, and dates its view by then', async () => {
    const seen: number[] = []
    // Goes there when the page has been ready for a while without being shown, however long a busy machine takes to make it so.
    const isTime = () => String(seen[0] !== undefined && Date.now() > seen[0] + 600)
    const ask = "const ask = async () => (await (await fetch('/time')).text()) === 'true' ? location.assign('/next') : setTimeout(ask, 50); ask()"
    const server = await startFaultServer({ html: (path) => (path === '/seen' ? String(seen.push(Date.now())) : path === '/time' ? isTime() : start(ask)(path)) })
    const browser = startUnwatchedChromium(`${server.url}/start`)
    const rows = await eventually(() => server.rows(), (found) => found.some(({ type }) => type === 'page_view') && found.some(({ action }) => action === 'early'))
    await browser.close()
    const shown = rows.filter(({ type, action }) => type === 'page_view' || action === 'early')
    expect(server.requests.every(({ at }) => at > seen[0]! + 500)).toBe(true)
    expect(shown.map(({ createdAt }) => createdAt - seen[0]! > 500)).toEqual([true, true])
    await server.close()
  })

  it('leaves no trace when it is never shown', async () => {
    const settled: string[] = []
    const server = await startFaultServer({ html: (path) => (path === '/settled' ? String(settled.push(path)) : start('')(path)) })
    const browser = startUnwatchedChromium(`${server.url}/start`)
    expect(await eventually(() => settled, ({ length }) => length > 0)).toHaveLength(1)
    await browser.close()
    expect(server.requests).toHaveLength(0)
    await server.close()
  })
})
