import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { claimPort } from '../claim-port.ts'

/** Safari's engine, as GNOME's browsers have it: driven by the standard WebDriver protocol, with nothing kept after it ends. */
export interface WebKit {
  /** Opens a window of its own. */
  open(url: string): Promise<WebKitPage>
  close(): Promise<void>
}

export interface WebKitPage {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs in the page; resolves with what it returns, or with what that resolves to. */
  evaluate<Result, Args extends unknown[]>(run: (...args: Args) => Result | Promise<Result>, ...args: Args): Promise<Result>
  close(): Promise<void>
}

type Call = (method: string, path: string, body?: object) => Promise<unknown>

/** Starts WebKit on a virtual screen. Throws one clear sentence when a part of it is missing. */
export async function launchWebKit(): Promise<WebKit> {
  const driver = findProgram('WebKitWebDriver', ['/usr/bin/WebKitWebDriver'])
  const binary = findProgram('MiniBrowser', globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser'))
  const screen = spawn(findProgram('Xvfb', ['/usr/bin/Xvfb']), ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const started = [screen]
  const stop = () => Promise.all(started.map(end))
  try {
    const env = { ...process.env, DISPLAY: `:${await readLine(screen.stdout)}` }
    const port = await claimPort()
    started.push(spawn(driver, [`--port=${port}`], { stdio: 'ignore', env }) as typeof screen)
    const call = await connect(`http://127.0.0.1:${port}`)
    return await openSession(call, binary, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function openSession(call: Call, binary: string, stop: () => Promise<unknown>): Promise<WebKit> {
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } }
  const { sessionId } = (await call('POST', '/session', { capabilities })) as { readonly sessionId: string }
  const home = `/session/${sessionId}`
  // The driver speaks to one window at a time. This one stays open, because the browser ends with its last.
  const first = await call('GET', `${home}/window`)
  return {
    async open(url) {
      await call('POST', `${home}/window`, { handle: first })
      const { handle } = (await call('POST', `${home}/window/new`, { type: 'window' })) as { readonly handle: string }
      const page = createPage(async (method, path, body) => {
        await call('POST', `${home}/window`, { handle })
        return call(method, home + path, body)
      })
      await page.goto(url)
      return page
    },
    async close() {
      await call('DELETE', home).finally(stop)
    },
  }
}

function createPage(call: Call): WebKitPage {
  return {
    goto: async (url) => void (await call('POST', '/url', { url })),
    reload: async () => void (await call('POST', '/refresh', {})),
    async evaluate<Result, Args extends unknown[]>(run: (...args: Args) => Result | Promise<Result>, ...args: Args) {
      const script = `const [args, done] = arguments; (async () => (${String(run)})(...args))().then((value) => done({ value }), (error) => done({ error: String(error) }))`
      const { value, error } = (await call('POST', '/execute/async', { script, args: [args] })) as { readonly value: Result; readonly error?: string }
      if (error) throw new Error(error)
      return value
    },
    close: async () => void (await call('DELETE', '/window')),
  }
}

/** Resolves when the driver answers. */
async function connect(address: string): Promise<Call> {
  const call: Call = async (method, path, body) => {
    const response = await fetch(address + path, { method, body: body ? JSON.stringify(body) : null, signal: AbortSignal.timeout(45_000) })
    const { value } = (await response.json()) as { readonly value: unknown }
    if (!response.ok) throw new Error(`WebKitWebDriver refused ${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await call('GET', '/status').catch(() => false)) return call
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('WebKitWebDriver did not answer within 15 seconds.')
}

function findProgram(name: string, paths: readonly string[]): string {
  const path = paths.find((candidate) => existsSync(candidate))
  if (!path) throw new Error(`No ${name} was found. Install it: apt-get install webkit2gtk-driver xvfb`)
  return path
}

/** The number of the screen, which Xvfb says once it is there. */
async function readLine(stream: Readable): Promise<string> {
  for await (const line of createInterface(stream)) return line
  throw new Error('Xvfb ended before it had a screen.')
}

function end(child: ChildProcess): Promise<unknown> {
  const exited = new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null)))
  child.kill()
  return exited
}
