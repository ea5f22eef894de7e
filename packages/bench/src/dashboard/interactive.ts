import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../browser/chromium.ts'
import type { BenchUsage } from '../server/serve-bench.ts'
import { makeYear } from './make-year.ts'

// From the address to the drawn table, and to an obeyed click, on a file with 100,000 aggregate rows.
// node src/dashboard/interactive.ts [days] [rows a day] [loads]

const days = Number(process.argv[2] ?? 365)
const rows = Number(process.argv[3] ?? 274)
const loads = Number(process.argv[4] ?? 8)

interface Load {
  /** Milliseconds from the address to the first page in the table. */
  readonly drawn: number
  /** The same to the number that was clicked being the chosen one. */
  readonly obeyed: number
}

const folder = await mkdtemp(join(tmpdir(), 'dashboard-'))
const path = process.env.BENCH_DATABASE ?? join(folder, 'telemetry.db')
if (process.env.BENCH_DATABASE === undefined) await makeYear(path, { days, rows, events: 6, now: Date.now() })
const browser = await launchChromium()
for (const name of ['first', 'second']) await measure(`${name} start`)
await browser.close()
await rm(folder, { recursive: true })

async function measure(name: string): Promise<void> {
  const server = fork(fileURLToPath(new URL('./dashboard-server.ts', import.meta.url)), [path])
  const [port] = (await once(server, 'message')) as [number]
  const address = `http://127.0.0.1:${port}/admin/telemetry?days=${days}`
  const first = await load(browser, address)
  const before = await usage(server)
  const later: Load[] = []
  for (let round = 0; round < loads; round++) later.push(await load(browser, address))
  const after = await usage(server)
  const middle = (read: (load: Load) => number) => later.map(read).sort((left, right) => left - right)[Math.floor(loads / 2)] ?? 0
  process.stdout.write(
    `${name}, ${days} days × ${rows} rows: drawn after ${ms(first.drawn)}, obeys after ${ms(first.obeyed)}; later loads: drawn ${ms(middle(({ drawn }) => drawn))}, ` +
      `obeys ${ms(middle(({ obeyed }) => obeyed))} (median of ${loads}); server: ${ms((after.cpuMicroseconds - before.cpuMicroseconds) / 1000 / loads)} CPU a load, ` +
      `RSS ${Math.round(after.rssBytes / 2 ** 20)} MiB\n`,
  )
  server.disconnect()
  await once(server, 'exit')
}

/** Opens the address in a fresh context, as a first visit does. */
async function load(chromium: Browser, address: string): Promise<Load> {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    const times = globalThis as { __drawn?: number }
    const observer = new MutationObserver(() => {
      if (document.querySelector('tbody .row-name') === null) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => (times.__drawn = performance.now())))
    })
    observer.observe(document, { childList: true, subtree: true })
  })
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForFunction(() => (globalThis as { __drawn?: number }).__drawn !== undefined)
  const drawn = await page.evaluate(() => (globalThis as { __drawn?: number }).__drawn ?? 0)
  await page.locator('[data-metric="actions"]').click()
  await page.locator('[data-metric="actions"][aria-pressed="true"]').waitFor()
  const obeyed = await page.evaluate(() => performance.now())
  await context.close()
  return { drawn, obeyed }
}

async function usage(server: ChildProcess): Promise<BenchUsage> {
  server.send('usage')
  return ((await once(server, 'message')) as [BenchUsage])[0]
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`
}
