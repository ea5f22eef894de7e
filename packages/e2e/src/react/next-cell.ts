import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { claimPort } from '../claim-port.ts'
import { ROOT, startServerProcess, type ServerProcess } from '../server-process.ts'
import type { Consumer } from './pack-consumer.ts'

/** One cell of the matrix under Next.js. */
export interface NextCell {
  /** Major version of the installed Next.js. */
  readonly version: number
  readonly mode: 'development' | 'production'
  readonly strict: boolean
  /** What holds the app and everything it imports, for Turbopack. */
  readonly root: string
}

/** What a scenario has recorded, and what the page said meanwhile. */
export interface NextOutcomes {
  readonly outcomes: Readonly<Record<string, { readonly views: readonly string[]; readonly leaves: readonly string[]; readonly all: string }>>
  readonly complaints: readonly string[]
}

type Row = readonly [name: string, views: readonly string[], leaves: readonly string[]]

/** What each scenario counts under one of the routers: views, and pages left after how many steps of time. */
export function listNextRows(router: 'en' | 'pages'): readonly Row[] {
  const isApp = router === 'en'
  const home = isApp ? '/[locale]' : '/pages'
  const at = (...pages: string[]) => pages.map((page) => home + page)
  // The Pages Router has the pattern in the form of the file, the App Router only what the address says.
  const shelf = isApp ? ['/shelf', '/shelf/[...path]'] : ['/shelf/[[...path]]', '/shelf/[[...path]]']
  return [
    ['load', [home], []],
    ['push', at('/new'), at(' 1')],
    ['replace', at('/new'), at(' 1')],
    ['back', at('/new', ''), at(' 1', '/new 1')],
    ['redirect', at('/new'), at(' 1')],
    ['param change', at('/users/[name]', '/users/[name]'), at(' 1', '/users/[name] 1')],
    ['query change', [], []],
    ['Suspense', at('/lazy'), at(' 1')],
    ['hidden', at('/new'), at(' 1')],
    ['catch-all', at('/docs/[...slug]'), at(' 1')],
    ['optional catch-all', at(...shelf), at(' 1', `${shelf[0]} 1`)],
    ['rewrite', at(isApp ? '/[name]' : '/users/[name]'), at(' 1')],
    ...(isApp ? INTERCEPTED : []),
  ]
}

const INTERCEPTED: readonly Row[] = [
  ['intercepted', ['/[locale]/users/[name]', '/[locale]/photo/[name]', '/[locale]/users/[name]'], ['/[locale] 1', '/[locale]/users/[name] 1', '/[locale]/photo/[name] 1']],
  ['behind a modal', ['/[locale]/photo/[name]', '/[locale]/users/[name]'], ['/[locale] 1', '/[locale]/photo/[name] 1']],
]

/** Copies the app of the matrix into a consumer. */
export function copyNextApp({ folder }: Consumer): void {
  const matrix = join(ROOT, 'packages/react/test/matrix')
  cpSync(join(matrix, 'next'), folder, { recursive: true })
  cpSync(join(matrix, 'scenarios.ts'), join(folder, 'scenarios.ts'))
}

/** Builds the app, where the mode needs it, and starts it. */
export async function startNext(consumer: Consumer, { version, mode, strict, root }: NextCell): Promise<ServerProcess> {
  const next = join(consumer.folder, 'node_modules/next/dist/bin/next')
  const env = { NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1', MATRIX_VERSION: String(version), MATRIX_STRICT: String(strict), MATRIX_ROOT: root }
  if (mode === 'production') consumer.run([next, 'build'], env)
  return startServerProcess(process.execPath, [next, mode === 'production' ? 'start' : 'dev', '--hostname', '127.0.0.1', '--port', String(await claimPort())], { cwd: consumer.folder, env })
}

/** Opens one of the routers and runs the scenarios there. */
export async function readNextOutcomes(browser: Browser, origin: string, router: 'en' | 'pages'): Promise<NextOutcomes> {
  const page = await browser.newPage()
  const complaints: string[] = []
  const loads: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('framenavigated', (frame) => frame === page.mainFrame() && loads.push(frame.url()))
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
  // In development every page is compiled when it is first asked for.
  page.setDefaultTimeout(170_000)
  await page.goto(`${origin}/base/${router}`)
  await page.waitForFunction(() => 'runAll' in window)
  const outcomes = await page
    .evaluate(() => (window as unknown as { runAll(): Promise<NextOutcomes['outcomes']> }).runAll())
    .catch((error: unknown) => {
      throw new Error(`The scenarios ended at ${loads.slice(-3).join(', ')}. The page said: ${complaints.join('\n') || 'nothing'}.`, { cause: error })
    })
  await page.close()
  return { outcomes, complaints }
}
