// The delivery figures at full length, in a real Chromium against the real server: `node packages/e2e/src/delivery/figures.ts`.
import { startRawChromium, type RawChromium } from './raw-chromium.ts'
import { eventually, openSite, storedActions, track, type Site } from './site.ts'

interface Figure {
  readonly name: string
  run(site: Site, chromium: RawChromium): Promise<{ tracked: number; stored: number }>
}

const FIGURES: readonly Figure[] = [
  { name: '5,000 events during 30 s of 503 with Retry-After, tab closed, site opened again', run: outage },
  { name: '5,000 events at once, tab closed after 200 ms, collector takes 100 ms', run: burst },
  { name: '1,000 events, page left in the same task', run: leave },
  { name: '50 events, renderer crashes after 1.5 s, not opened again', run: crash },
  { name: '2,000 events with three metadata fields, page stays open', run: steady },
]

const chromium = await startRawChromium()
console.log(`Chromium ${chromium.browser.version()}`)
for (const { name, run } of FIGURES) {
  const site = await openSite(chromium)
  const { tracked, stored } = await run(site, chromium)
  const { requests } = site.server
  const bytes = requests.reduce((sum, request) => sum + request.bytes, 0)
  const leaks = requests.filter(({ headers }) => headers.cookie ?? headers.referer).length
  const preflights = requests.filter(({ method }) => method === 'OPTIONS').length
  const rows = await site.server.rows()
  const duplicates = rows.length - new Set(rows.map(({ id }) => id)).size
  console.log(
    `${name}: ${stored} of ${tracked} stored, ${requests.length} requests, ${(bytes / 1000).toFixed(1)} kB (${(bytes / tracked).toFixed(1)} B an event), ` +
      `${duplicates} stored twice, ${preflights} preflights, ${leaks} with cookie or referrer`,
  )
  await site.close()
}
await chromium.close()

async function outage(site: Site): Promise<{ tracked: number; stored: number }> {
  site.server.behave({ status: 503, headers: { 'retry-after': '2' } })
  const page = await site.open({ client: { flushIntervalMs: 5000 } })
  for (let slice = 0; slice < 100; slice++) {
    await track(page, 50, `s${slice}_`)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 290)))
  }
  await page.close()
  site.server.behave()
  await site.open()
  return { tracked: 5000, stored: await storedActions(site, 5000, { timeoutMs: 30_000 }) }
}

async function burst(site: Site): Promise<{ tracked: number; stored: number }> {
  const page = await site.open()
  site.server.behave({ delayMs: 100 })
  await track(page, 5000)
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))
  await page.close()
  return { tracked: 5000, stored: await storedActions(site, 5000) }
}

async function leave(site: Site): Promise<{ tracked: number; stored: number }> {
  const page = await site.open()
  await page.evaluate(() => {
    for (let index = 0; index < 1000; index++) window.t.trackAction(`a${index}`, undefined, undefined, { plan: 'pro', step: index })
    location.href = 'about:blank'
  })
  return { tracked: 1000, stored: await storedActions(site, 1000) }
}

async function crash(site: Site, browser: RawChromium): Promise<{ tracked: number; stored: number }> {
  const page = await site.open({ client: { flushIntervalMs: 5000 } })
  await track(page, 50)
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))
  const session = await browser.cdp(page)
  session.send('Page.crash').catch(() => {})
  return { tracked: 50, stored: await storedActions(site, 50) }
}

async function steady(site: Site): Promise<{ tracked: number; stored: number }> {
  const page = await site.open()
  await page.evaluate(async () => {
    const plans = ['free', 'pro', 'team']
    for (let index = 0; index < 2000; index++) {
      window.t.trackAction(`step_${index % 17}`, `/shop/section-${index % 5}`, undefined, { plan: plans[index % 3], step: index % 40, variant: index % 2 === 0 })
      if (index % 100 === 99) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await window.t.flush()
  })
  const stored = await eventually(async () => (await site.server.actions('step_')).length, (count) => count >= 2000)
  return { tracked: 2000, stored }
}
