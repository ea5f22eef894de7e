import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { prepareSite } from '../../src/delivery/prepare-site.ts'
import { eventually } from '../../src/delivery/site.ts'

const here = prepareSite({ html: () => '<!doctype html><title>test</title><h1>Orders</h1><script src="/parel.js" data-auto="false"></script>' })

/** The entry as an app bundles it, with the real library, as the global `vitals`. */
async function bundleEntry(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "export { webVitals } from '@parel/telemetry-browser/web-vitals'", resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'vitals',
  })
  return outputFiles[0]?.text ?? ''
}

it('the web vitals of a page are what the library measures in a real browser, each told once', async () => {
  const page = await here.chromium.newPage(`${here.site.server.url}/orders/4711?token=abc`)
  await page.addScriptTag({ content: await bundleEntry() })
  await page.evaluate(() => {
    const { webVitals } = Reflect.get(window, 'vitals') as typeof import('@parel/telemetry-browser/web-vitals')
    window.t = window.ParelTelemetry.createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, flushIntervalMs: 500, capture: [webVitals()] })
  })
  // A page that is hidden before it was painted has neither FCP nor LCP.
  await page.evaluate(() => new Promise((resolve) => new PerformanceObserver(resolve).observe({ type: 'largest-contentful-paint', buffered: true })))
  // Some are known only when the page is hidden. INP needs a visitor and idle time; the unit tests have it.
  await here.chromium.hide(page)
  const readVitals = async () => (await here.site.server.rows()).filter(({ type }) => type === 'web_vital')
  const vitals = await eventually(readVitals, ({ length }) => length >= 4)
  expect(vitals.map(({ action }) => action).toSorted()).toEqual(['CLS', 'FCP', 'LCP', 'TTFB'])
  expect(new Set(vitals.map(({ page: route }) => route))).toEqual(new Set(['/orders/[id]']))
  expect(vitals.filter(({ duration }) => Number.isInteger(duration)).map(({ action }) => action)).not.toContain('CLS')
  expect(vitals.filter(({ duration }) => Number.isInteger(duration))).toHaveLength(3)
  expect(vitals.find(({ action }) => action === 'CLS')).toMatchObject({ duration: null, metadata: { value: 0, rating: 'good' } })
})
