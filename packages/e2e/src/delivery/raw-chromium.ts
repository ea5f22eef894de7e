import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core'
import { endProcessesOf } from '../end-processes-of.ts'
import { endWithProcess } from '../end-with-process.ts'
import { CHROMIUM_FLAGS, findChromium, START_MS } from '../chromium.ts'

/** A Chromium as people use it: it hides tabs, keeps pages in the back/forward cache, and can be killed. */
export interface RawChromium {
  readonly browser: Browser
  readonly context: BrowserContext
  newPage(url: string): Promise<Page>
  /** Brings another tab in front of this one, and waits until the page knows. */
  hide(page: Page): Promise<void>
  /** Brings this tab back in front, and waits until the page knows. */
  show(page: Page): Promise<void>
  cdp(page: Page): Promise<CDPSession>
  /** Closes every page that was opened, and forgets all that any site stored: a cookie knows no port, and a later site may get the port of an earlier one. */
  clear(): Promise<void>
  /** Ends every process at once, as the system would; the profile stays. */
  kill(): Promise<void>
  close(): Promise<void>
}

export interface RawChromiumOptions {
  /** An earlier profile; a new one is made when left out. */
  readonly profile?: string
  readonly flags?: readonly string[]
}

/** Playwright's own launch keeps every tab visible and switches the back/forward cache off; so Chromium is started by hand. */
export async function startRawChromium({ profile = createProfile(), flags = [] }: RawChromiumOptions = {}): Promise<RawChromium> {
  const child = spawnChromium(profile, ['--remote-debugging-port=0', ...flags, 'about:blank'])
  const browser = await chromium.connectOverCDP(await readDebugUrl(profile, child), { noDefaults: true, timeout: START_MS })
  const [context] = browser.contexts()
  if (!context) throw new Error('Chromium has no default profile.')
  const root = await browser.newBrowserCDPSession()
  // Without any page, Chromium would end.
  const keeper = await context.newPage()
  const profileSession = await context.newCDPSession(keeper)
  return {
    browser,
    context,
    async newPage(url) {
      const page = await context.newPage()
      await (await context.newCDPSession(page)).send('Emulation.setFocusEmulationEnabled', { enabled: false })
      await page.goto(url)
      return page
    },
    async hide(page) {
      await root.send('Target.createTarget', { url: 'about:blank', background: false })
      await waitForState(page, 'hidden')
    },
    async show(page) {
      const session = await context.newCDPSession(page)
      const { targetInfo } = await session.send('Target.getTargetInfo')
      await root.send('Target.activateTarget', { targetId: targetInfo.targetId })
      await waitForState(page, 'visible')
    },
    cdp: (page) => context.newCDPSession(page),
    async clear() {
      await Promise.all(context.pages().filter((page) => page !== keeper).map((page) => page.close()))
      await profileSession.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' })
    },
    kill: () => killProfile(profile, child),
    async close() {
      await killProfile(profile, child)
      await browser.close().catch(() => {})
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Starts Chromium without anything that watches it: prerendering is off while a debugger is attached. */
export function startUnwatchedChromium(url: string): { close(): Promise<void> } {
  const profile = createProfile()
  const child = spawnChromium(profile, [url])
  return {
    async close() {
      await killProfile(profile, child)
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** An empty profile directory. */
export function createProfile(): string {
  return mkdtempSync(join(tmpdir(), 'parel-chromium-'))
}

function spawnChromium(profile: string, flags: readonly string[]): ChildProcess {
  rmSync(join(profile, 'DevToolsActivePort'), { force: true })
  // It is killed, so what it lays down elsewhere would stay there for ever.
  const env = { ...process.env, TMPDIR: profile }
  return endWithProcess(spawn(findChromium(), [...CHROMIUM_FLAGS, `--user-data-dir=${profile}`, '--hide-crash-restore-bubble', ...flags], { stdio: 'ignore', env }))
}

/** By a timer of the page, because a hidden one draws no frames. */
async function waitForState(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.waitForFunction((wanted) => document.visibilityState === wanted, state, { polling: 50 })
}

async function readDebugUrl(profile: string, child: ChildProcess): Promise<string> {
  const file = join(profile, 'DevToolsActivePort')
  while (child.exitCode === null && child.signalCode === null) {
    const [port, path] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    if (port && path) return `ws://127.0.0.1:${port}${path}`
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Chromium ended with ${child.exitCode ?? child.signalCode} before it said where it listens.`)
}

async function killProfile(profile: string, child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null)))
  endProcessesOf(profile)
  child.kill('SIGKILL')
  await exited
}
