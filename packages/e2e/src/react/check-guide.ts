// Builds the Next.js app of docs/guides/react.md from the packed packages, as a new user would, visits it, and again under `next dev`: node packages/e2e/src/react/check-guide.ts
// Not part of `npm test`: it downloads Next.js.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { claimPort } from '../claim-port.ts'
import { ROOT, startServerProcess } from '../server-process.ts'
import { installConsumer } from './pack-consumer.ts'
import { readCounts } from './read-counts.ts'
import { launchVisitorBrowser, openVisitor } from './visitor.ts'

const TOKEN = 'a-token-of-the-check-with-enough-characters'
const PAGES = {
  'app/page.tsx': "import Link from 'next/link'\nexport default function Home() {\n  return <><h1>Home</h1><Link href=\"/users/%40ada\">Ada</Link></>\n}\n",
  'app/users/[name]/page.tsx': "import Link from 'next/link'\nexport default function User() {\n  return <><h1>User</h1><Link href=\"/\">Back</Link></>\n}\n",
}

const { 'instrumentation-client.ts': instrumentation = '', ...files } = readGuideFiles()
const { folder, run } = installConsumer(mkdtempSync(join(tmpdir(), 'parel-guide-')), ['next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1', 'typescript@6.0.3', '@types/react@19.3.0', '@types/node@24.10.1'])
for (const [path, text] of Object.entries({ ...files, ...PAGES })) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const next = join(folder, 'node_modules/next/dist/bin/next')
const env = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', TELEMETRY_ADMIN_TOKEN: TOKEN }
run([next, 'build'], env)
check('the build opens no database', existsSync(join(folder, 'telemetry.db')), false)

const server = await startServerProcess(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', String(await claimPort())], { cwd: folder, env })
const browser = await launchVisitorBrowser()
const { page, complaints, sent } = await openVisitor(browser)
await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
await page.goto(server.url)
for (const [link, heading] of [['Ada', 'User'], ['Back', 'Home'], ['Ada', 'User']] as const) {
  await page.click(`text=${link}`)
  await page.locator('h1', { hasText: heading }).waitFor()
}
check('one view for each navigation, by pattern', await waitForPages(server.url, 4, TOKEN), [['/', 2], ['/users/[id]', 2]])
check('no word on the console', complaints, [])
check('nothing concrete is sent', /ada|%40/.test(sent.join()), false)
check('the dashboard is served', (await fetch(`${server.url}/admin/telemetry`)).status, 200)
check('reports are for those with the token', (await fetch(`${server.url}/api/telemetry`)).status, 401)
await server.stop()
await checkEarlyLeave()
await checkBasePath()

// Under `next dev` a route handler gets a proxy of its request, and StrictMode mounts everything twice.
const development = await startServerProcess(process.execPath, [next, 'dev', '--hostname', '127.0.0.1', '--port', String(await claimPort())], {
  cwd: folder,
  env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'development', TELEMETRY_ENABLED: 'true', TELEMETRY_DATABASE: join(folder, 'development.db') },
})
// In development every page is compiled when it is first asked for.
page.setDefaultTimeout(170_000)
await page.goto(development.url)
await page.click('text=Ada')
await page.locator('h1', { hasText: 'User' }).waitFor()
check('under next dev one view for each navigation too, and reports for this machine without a token', await waitForPages(development.url, 2), [['/', 1], ['/users/[id]', 1]])
// Next.js says that itself, because a browser under a program's control has its cache switched off.
check('no word on the console under next dev', complaints.filter((text) => !text.includes('cache-bypass-in-dev')), [])
await browser.close()
await development.stop()
rmSync(folder, { recursive: true, force: true })

/** With the files of "Visitors who leave before React is there": the page is left in the task in which Next.js runs them. */
async function checkEarlyLeave(): Promise<void> {
  const tracking = files['app/tracking.tsx'] ?? ''
  writeFileSync(join(folder, 'app/tracking.tsx'), tracking.replace(/options=\{\{.{1,80}?\}\}/, 'client={telemetry}').replace("\nimport type", "\nimport { telemetry } from './telemetry'\nimport type"))
  writeFileSync(join(folder, 'instrumentation-client.ts'), `${instrumentation}\nlocation.href = '/left'\n`)
  run([next, 'build'], env)
  const server = await startServerProcess(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', '0'], { cwd: folder, env: { ...env, TELEMETRY_DATABASE: join(folder, 'early.db') } })
  const { page } = await openVisitor(browser)
  await page.route('**/left', (route) => route.fulfill({ body: 'left' }))
  await page.goto(`${server.url}/users/%40ada`)
  await page.waitForURL('**/left')
  check('a page that is left before React has come counts once, by its declared route', await waitForPages(server.url, 1, TOKEN), [['/users/[id]', 1]])
  await page.context().close()
  await server.stop()
  rmSync(join(folder, 'instrumentation-client.ts'))
}

/** Next.js cuts its own prefix off what it hands to a route file. */
async function checkBasePath(): Promise<void> {
  const config = files['next.config.ts'] ?? ''
  writeFileSync(join(folder, 'next.config.ts'), config.replace('{ cacheComponents', "{ basePath: '/shop', cacheComponents"))
  run([next, 'build'], env)
  const server = await startServerProcess(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', '0'], { cwd: folder, env: { ...env, TELEMETRY_BASE_PATH: '/shop' } })
  const html = await (await fetch(`${server.url}/shop/admin/telemetry`)).text()
  const [, script = ''] = /<script[^>]{1,80}src="([^"]{1,200})"/.exec(html) ?? []
  check('below a basePath the dashboard finds its files', [script.startsWith('/shop/'), (await fetch(server.url + script)).status], [true, 200])
  await server.stop()
  writeFileSync(join(folder, 'next.config.ts'), config)
}

/** The pages with their views, when so many views have arrived. */
async function waitForPages(origin: string, views: number, token?: string): Promise<readonly (readonly [string, number])[]> {
  const end = Date.now() + 60_000
  for (;;) {
    const pages = Object.entries((await readCounts(origin, token)).pages).sort()
    if (pages.reduce((sum, [, count]) => sum + count, 0) >= views || Date.now() > end) return pages
    await page.waitForTimeout(500)
  }
}

/** The blocks of the guide's section on Next.js by the name of their file. Recording is switched on, and `cacheComponents` with it. */
function readGuideFiles(): Record<string, string> {
  const guide = readFileSync(join(ROOT, 'docs/guides/react.md'), 'utf8')
  const section = guide.split('\n## A Next.js app, all of it\n')[1]?.split('\n## ')[0] ?? ''
  const blocks = [...section.matchAll(/^```tsx?\n\/\/ (\S{1,80})\n([\s\S]*?)^```/gm)]
  return Object.fromEntries(
    blocks.map(([, path = '', text = '']) => [
      path,
      text.replace('{ endpoint:', '{ enabled: true, endpoint:').replace('{ serverExternal', '{ cacheComponents: true, partialPrefetching: true, serverExternal'),
    ]),
  )
}

function check(what: string, found: unknown, wanted: unknown): void {
  const isRight = JSON.stringify(found) === JSON.stringify(wanted)
  if (!isRight) process.exitCode = 1
  console.log(`${isRight ? 'ok    ' : 'FAILED'} ${what}${isRight ? '' : `: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`}`)
}
