import { expect, it } from 'vitest'
import { eventually, startClient } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const here = prepareSite()

/** Takes away what Safari 16.4 and Firefox 92 do not have, as far as the client looks for it. */
function makeOld(): void {
  const world = window as unknown as Record<string, { prototype?: object } | undefined>
  for (const name of ['fetchLater', 'requestIdleCallback', 'navigation', 'scheduler', 'CompressionStream', 'TrustedTypePolicy', 'trustedTypes']) delete world[name]
  for (const [owner, names] of [
    ['PerformanceResourceTiming', ['responseStatus']],
    ['Document', ['prerendering', 'wasDiscarded']],
    ['Request', ['keepalive', 'duplex', 'priority']],
    ['Navigator', ['globalPrivacyControl', 'scheduling']],
    ['Array', ['toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex']],
    ['IDBTransaction', ['durability']],
  ] as const) {
    for (const name of names) Reflect.deleteProperty(world[owner]?.prototype ?? {}, name)
  }
  const crypto = Reflect.get(window, 'Crypto') as { prototype: object }
  Reflect.deleteProperty(crypto.prototype, 'randomUUID')
}

it('records everything in the oldest browsers of the guide, and a call without the status that they do not tell', async () => {
  const page = await here.chromium.newPage('about:blank')
  const noise: string[] = []
  page.on('console', (message) => noise.push(message.text()))
  page.on('pageerror', (error) => noise.push(error.message))
  await page.addInitScript(makeOld)
  await page.goto(`${here.site.server.url}/orders/4711`)
  await startClient(page)
  await page.evaluate(async () => {
    const { apiCalls, clicks, createTelemetry, errors, pageViews } = window.ParelTelemetry
    void window.t.shutdown()
    window.t = createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, capture: [pageViews(), apiCalls(), clicks(), errors()] })
    await (await fetch('/')).text()
    window.t.trackAction('saved')
  })
  await eventually(() => page.evaluate(() => window.t.inspect().recent.map(({ type }) => type)), (types) => types.includes('api_call') && types.includes('page_view'))
  await page.goto('about:blank')
  const kinds = ['page_view', 'api_call', 'action', 'page_leave']
  const rows = await eventually(() => here.site.server.rows(), (all) => kinds.every((kind) => all.some(({ type }) => type === kind)))
  const told = rows.map(({ type, page: route, action, metadata }) => [type, route, action, metadata])
  expect(told).toContainEqual(['page_view', '/orders/[id]', null, null])
  expect(told).toContainEqual(['action', '/orders/[id]', 'saved', null])
  expect(told).toContainEqual(['api_call', '/', null, null])
  expect(noise).toEqual([])
})
