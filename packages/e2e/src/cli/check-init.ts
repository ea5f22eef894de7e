// Sets up an app of each framework with `parel-telemetry init`, builds it, visits it and reads its report: node packages/e2e/src/cli/check-init.ts [next react-router …]
// Not part of `npm test`: it downloads six frameworks.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { claimPort } from '../claim-port.ts'
import { type Consumer, installConsumer } from '../react/pack-consumer.ts'
import { readCounts } from '../react/read-counts.ts'
import { launchVisitorBrowser, openVisitor } from '../react/visitor.ts'
import { startServerProcess } from '../server-process.ts'
import { INIT_APPS, type InitApp } from './init-apps.ts'

const TOKEN = 'a-token-of-the-check-with-enough-characters'
const WANTED = { pages: { '/': 1, '/users/[id]': 2 }, dashboard: 200, complaints: [] as string[], left: [] as string[] }

/** What `init` says with `--json`. */
interface Told {
  readonly framework: string
  readonly files: readonly { readonly path: string; readonly fate: string }[]
  readonly steps: readonly { readonly file: string }[]
}

const asked = process.argv.slice(2)
const browser = await launchVisitorBrowser()
for (const app of INIT_APPS) {
  if (asked.length > 0 && !asked.includes(app.framework)) continue
  const consumer = installConsumer(mkdtempSync(join(tmpdir(), 'parel-init-')), app.packages)
  const left = setUp(consumer, app)
  for (const args of app.build) consumer.run(args)
  const found = { ...(await visit(consumer, app)), left }
  const isRight = JSON.stringify(found) === JSON.stringify(WANTED)
  if (!isRight) process.exitCode = 1
  console.log(`${isRight ? 'ok    ' : 'FAILED'} ${app.name}${isRight ? '' : `: ${JSON.stringify(found)}`}`)
  rmSync(consumer.folder, { recursive: true, force: true })
}
await browser.close()

/** Writes the app, runs `init` in it, and switches recording on. Returns what `init` leaves to do. */
function setUp({ folder, run }: Consumer, app: InitApp): string[] {
  for (const [path, text] of Object.entries(app.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const { framework, files, steps } = JSON.parse(run(['node_modules/@parel/telemetry-server/dist/cli.js', 'init', '--json'])) as Told
  for (const { path } of files) {
    const text = readFileSync(join(folder, path), 'utf8')
    writeFileSync(join(folder, path), text.replace("{ endpoint: '", "{ enabled: true, endpoint: '"))
  }
  return [...(framework === app.framework ? [] : [framework]), ...files.filter(({ fate }) => fate !== 'written').map(({ path }) => path), ...steps.map(({ file }) => file)]
}

async function visit({ folder }: Consumer, app: InitApp): Promise<Omit<typeof WANTED, 'left'>> {
  const port = String(await claimPort())
  const env = { HOST: '127.0.0.1', PORT: port, NODE_ENV: app.mode ?? 'production', TELEMETRY_ENABLED: 'true', TELEMETRY_ADMIN_TOKEN: TOKEN, NEXT_TELEMETRY_DISABLED: '1' }
  const server = await startServerProcess(process.execPath, app.serve(port), { cwd: folder, env })
  if (app.mode === 'development') await warmUp(server.url)
  const { page, complaints } = await openVisitor(browser)
  page.setDefaultTimeout(120_000)
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
  // A page that is left before React is there is counted by nobody. The first has a parameter that nothing but its pattern tells.
  for (const path of ['/users/window', '/']) {
    await page.goto(`${server.url}${path}`)
    await page.waitForLoadState('networkidle')
  }
  await page.click('text=Ada')
  await page.locator('h1', { hasText: 'User @ada' }).waitFor()
  const end = Date.now() + 60_000
  let pages: Readonly<Record<string, number>> = {}
  while (Object.values(pages).reduce((sum, views) => sum + views, 0) < 3 && Date.now() < end) {
    await page.waitForTimeout(500)
    ;({ pages } = await readCounts(server.url, TOKEN))
  }
  const { status } = await fetch(`${server.url}/admin/telemetry`)
  await page.context().close()
  await server.stop()
  return { pages: Object.fromEntries(Object.entries(pages).sort()) as typeof WANTED.pages, dashboard: status, complaints: [...complaints] }
}

/** In development Vite reloads a page when it has found what the app imports. This visit opts out. */
async function warmUp(url: string): Promise<void> {
  const { page } = await openVisitor(browser)
  await page.addInitScript("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
  for (let times = 0; times < 2; times++) {
    await page.goto(url)
    await page.waitForLoadState('networkidle')
  }
  await page.context().close()
}
