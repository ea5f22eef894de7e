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

/** A week of a small app: what a page costs at least on this machine at this moment. */
const small = { days: 7, rows: 12, events: 6 }

const folder = await mkdtemp(join(tmpdir(), 'dashboard-'))
const browser = await launchChromium()
const now = Date.now()
const control = join(folder, 'control.db')
await makeYear(control, { ...small, now })
const path = join(folder, 'telemetry.db')
await makeYear(path, { days, rows, events: 6, now })
await compare()
await browser.close()
await rm(folder, { recursive: true })

async function compare(): Promise<void> {
  const reference = await start(control, small.days)
  // Warm: the browser's own first page is nobody's cost.
  await load(browser, reference.address)
  const large = await start(path, days)
  const first = [await load(browser, large.address), await load(browser, reference.address)] as const
  const before = await usage(large.server)
  const pairs: (readonly [Load, Load])[] = []
  for (let round = 0; round < loads; round++) pairs.push([await load(browser, large.address), await load(browser, reference.address)])
  const after = await usage(large.server)
  const middle = (read: (pair: readonly [Load, Load]) => number) => pairs.map(read).sort((left, right) => left - right)[Math.floor(loads / 2)] ?? 0
  const write = (name: string, { drawn, obeyed }: Load, least: number) =>
    process.stdout.write(`${name}: drawn after ${ms(drawn)}, obeys after ${ms(obeyed)}; drawing takes ${(drawn / least).toFixed(2)} times as long as a week of ${small.rows} rows a day\n`)
  write(`First look after a start, ${days} days of ${rows} rows`, first[0], first[1].drawn)
  write(`Later looks, median of ${loads}`, { drawn: middle(([most]) => most.drawn), obeyed: middle(([most]) => most.obeyed) }, middle(([, least]) => least.drawn))
  process.stdout.write(`Server: ${ms((after.cpuMicroseconds - before.cpuMicroseconds) / 1000 / loads)} of processor time a look, RSS ${Math.round(after.rssBytes / 2 ** 20)} MiB\n`)
  for (const { server } of [large, reference]) {
    server.disconnect()
    await once(server, 'exit')
  }
}

interface Started {
  readonly server: ChildProcess
  readonly address: string
}

async function start(file: string, shownDays: number): Promise<Started> {
  const server = fork(fileURLToPath(new URL('./dashboard-server.ts', import.meta.url)), [file])
  const [port] = (await once(server, 'message')) as [number]
  return { server, address: `http://127.0.0.1:${port}/admin/telemetry?days=${shownDays}` }
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
