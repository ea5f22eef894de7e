// Builds the React Router app in framework mode of docs/guides/react.md from the packed packages and visits it, built and in development:
// node packages/e2e/src/react/check-react-router.ts. Not part of `npm test`: it downloads React Router and Vite.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { claimPort } from '../claim-port.ts'
import { ROOT, startServerProcess } from '../server-process.ts'
import { installConsumer } from './pack-consumer.ts'
import { readCounts } from './read-counts.ts'
import { launchVisitorBrowser, openVisitor } from './visitor.ts'

const TOKEN = 'a-token-of-the-check-with-enough-characters'
const WANTED = JSON.stringify([['/', 2], ['/users/[id]', 2]])
const link = (to: string, text: string) => `<Link to="${to}">${text}</Link>`
const page = (heading: string) => `import { Link } from 'react-router'\nexport default () => <><h1>${heading}</h1>${link('/', 'Back')} ${link('/users/@ada', 'Ada')} ${link('/users/@ada?tab=2', 'Tab')}</>\n`
const APP = {
  'vite.config.ts': "import { reactRouter } from '@react-router/dev/vite'\nexport default { plugins: [reactRouter()] }\n",
  'app/routes/home.tsx': page('Home'),
  'app/routes/user.tsx': page('User'),
}

const react = ['react@19.3.1', 'react-dom@19.3.1', 'react-router@7.18.4', '@react-router/dev@7.18.4', '@react-router/node@7.18.4', '@react-router/serve@7.18.4']
const { folder, run } = installConsumer(mkdtempSync(join(tmpdir(), 'parel-react-router-')), [...react, 'isbot@5.2.3', 'vite@7.3.8', 'typescript@5.9.3'])
for (const [path, text] of Object.entries({ ...APP, ...readGuideFiles() })) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const program = join(folder, 'node_modules/@react-router/dev/bin.js')
run([program, 'build'])
const browser = await launchVisitorBrowser()
await visit('built', ['node_modules/@react-router/serve/bin.js', 'build/server/index.js'], 'production')
await visit('in development', [program, 'dev', '--host', '127.0.0.1', '--port'], 'development')
await browser.close()
rmSync(folder, { recursive: true, force: true })

/** Follows the links of the app and compares what was counted and said. */
async function visit(name: string, args: readonly string[], mode: 'production' | 'development'): Promise<void> {
  const port = String(await claimPort())
  const env = { HOST: '127.0.0.1', PORT: port, NODE_ENV: mode, TELEMETRY_ENABLED: 'true', TELEMETRY_ADMIN_TOKEN: TOKEN, TELEMETRY_DATABASE: join(folder, `${mode}.db`) }
  const server = await startServerProcess(process.execPath, args.at(-1) === '--port' ? [...args, port] : args, { cwd: folder, env })
  await warmUp(server.url)
  const { page: tab, complaints, sent } = await openVisitor(browser)
  tab.setDefaultTimeout(120_000)
  await tab.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
  await tab.goto(server.url)
  await tab.waitForLoadState('networkidle')
  for (const [text, heading] of [['Ada', 'User'], ['Tab', 'User'], ['Back', 'Home'], ['Ada', 'User']] as const) {
    await tab.click(`text=${text}`)
    await tab.locator('h1', { hasText: heading }).waitFor()
    if (text === 'Tab') await tab.waitForURL('**tab=2')
  }
  const end = Date.now() + 60_000
  let views = ''
  while (views !== WANTED && Date.now() < end) {
    await tab.waitForTimeout(500)
    views = JSON.stringify(Object.entries((await readCounts(server.url, TOKEN)).pages).sort())
  }
  const isRight = views === WANTED && complaints.length === 0 && !/ada|%40/.test(sent.join())
  if (!isRight) process.exitCode = 1
  console.log(`${isRight ? 'ok    ' : 'FAILED'} ${name}: ${views} ${JSON.stringify(complaints)}`)
  await tab.context().close()
  await server.stop()
}

/** In development Vite reloads a page when it has found what the app imports. These visits opt out, because what a page sends while it is left could not be held back. */
async function warmUp(url: string): Promise<void> {
  const { page: tab } = await openVisitor(browser)
  await tab.addInitScript("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
  for (let times = 0; times < 3; times++) {
    await tab.goto(url)
    await tab.waitForLoadState('networkidle')
  }
  await tab.context().close()
}

/** The blocks of the guide that begin with the name of a file; the routes, of which it shows two, get the pages. Recording is switched on. */
function readGuideFiles(): Record<string, string> {
  const [, section = ''] = readFileSync(join(ROOT, 'docs/guides/react.md'), 'utf8').split('## A React Router app in framework mode')
  const blocks = [...section.matchAll(/^```tsx?\n\/\/ (?:in )?(app\/\S{1,80})\n([\s\S]*?)^```/gm)].map(([, path = '', text = '']) => [path, text] as const)
  const files = Object.fromEntries(blocks.map(([path, text]) => [path, text.replace('{ endpoint:', '{ enabled: true, endpoint:')]))
  const routes = `import { index, route } from '@react-router/dev/routes'\nexport default [\nindex('routes/home.tsx'),\nroute('users/:name', 'routes/user.tsx'),\n${files['app/routes.ts']}]\n`
  return { ...files, 'app/routes.ts': routes }
}
