// One event a second with the tab hidden and shown every half minute: `node packages/e2e/src/delivery/soak.ts [minutes]`, 60 when left out.
import type { CDPSession } from 'playwright-core'
import { startRawChromium } from './raw-chromium.ts'
import { openSite, storedActions } from './site.ts'

const minutes = Number(process.argv[2] ?? 60)
const MAX_GROWTH_BYTES = 1024 * 1024
const HALF_MINUTE_MS = 30_000

const chromium = await startRawChromium()
const site = await openSite(chromium)
const page = await site.open({ client: { flushIntervalMs: 5000 } })
const session = await chromium.cdp(page)
await session.send('Performance.enable')
await page.evaluate(() => {
  let count = 0
  setInterval(() => {
    window.t.trackAction(`soak_${count++}`, undefined, undefined, { step: count, plan: 'pro' })
    Reflect.set(window, 'tracked', count)
  }, 1000)
})
// The first minute compiles and fills what stays, and the driver brings what it waits with: growth counts from then.
await chromium.show(page)
await wait(HALF_MINUTE_MS)
const before = await readHeap(session)
for (let half = 0; half < minutes * 2; half++) {
  await (half % 2 ? chromium.show(page) : chromium.hide(page))
  await wait(HALF_MINUTE_MS)
}
await chromium.show(page)
const tracked = await page.evaluate(() => Number(Reflect.get(window, 'tracked')))
await page.evaluate(() => window.t.flush())
const growth = (await readHeap(session)) - before
const stored = await storedActions(site, tracked)
console.log(`${minutes} minutes: ${tracked} events tracked, ${stored} stored, ${site.server.requests.length} requests, heap growth ${(growth / 1024).toFixed(0)} KiB`)
await chromium.close()
await site.close()
if (growth > MAX_GROWTH_BYTES || stored < tracked) process.exitCode = 1

async function readHeap(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
