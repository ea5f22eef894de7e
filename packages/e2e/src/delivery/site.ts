import type { Page } from 'playwright-core'
import { startFaultServer, type FaultServer, type FaultServerOptions } from './fault-server.ts'
import { hearLastOf } from './hear-last-of.ts'
import type { RawChromium } from './raw-chromium.ts'

/** What the pages of these tests have as globals. */
export interface ClientGlobals {
  ParelTelemetry: typeof import('@parel/telemetry-browser')
  t: import('@parel/telemetry-browser').Telemetry
  /** The queue and the clients of the script tag. */
  parel: ScriptTag
  /** Not in every browser, and not in the compiler's DOM. */
  fetchLater?: (url: string, init?: RequestInit) => unknown
  /** See {@link catchTimers}. Returns how many there were. */
  runTimers: () => number
}

/** The script tag as a page sees it. */
export type ScriptTag = ((...call: readonly unknown[]) => void) & { readonly instances: { readonly default: ClientGlobals['t'] } & Readonly<Record<string, ClientGlobals['t']>> }

declare global {
  interface Window extends ClientGlobals {}
}

/** A site with its own origin, storage and server. */
export interface Site {
  readonly server: FaultServer
  /** Opens a page of the site and starts a client as `t`. */
  open(options?: OpenOptions): Promise<Page>
  /** Closes a page of the site, and resolves when all that it sends at its end has arrived. */
  hearLastOf(page: Page): Promise<void>
  close(): Promise<void>
}

export interface OpenOptions {
  readonly path?: string
  /** Options of `createTelemetry`, beside those that every test needs. */
  readonly client?: Readonly<Record<string, unknown>>
  /** Runs before any script of the page. */
  readonly before?: () => void
}

export async function openSite(chromium: RawChromium, options?: FaultServerOptions): Promise<Site> {
  const server = await startFaultServer(options)
  return {
    server,
    async open({ path = '/', client = {}, before } = {}) {
      const page = await chromium.newPage('about:blank')
      if (before) await page.addInitScript(before)
      await page.goto(server.url + path)
      await startClient(page, client)
      return page
    },
    hearLastOf: (page) => hearLastOf(page, server, (url) => chromium.newPage(url)),
    close: () => server.close(),
  }
}

/** Starts a client in the page, as `t`. */
export async function startClient(page: Page, client: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await page.evaluate((options) => {
    window.t = window.ParelTelemetry.createTelemetry({ endpoint: '/api/telemetry', enabled: true, allowBots: true, flushIntervalMs: 500, ...options })
  }, client)
}

/** For `before`: gives the page `runTimers()`, which runs everything that waits for its time at once. */
export function catchTimers(): void {
  const native = window.setTimeout.bind(window)
  const waiting = new Map<number, () => void>()
  window.setTimeout = ((task: (...rest: unknown[]) => void, delayMs?: number, ...rest: unknown[]) => {
    const run = () => {
      if (waiting.delete(id)) task(...rest)
    }
    const id = native(run, delayMs)
    waiting.set(id, run)
    return id
  }) as typeof window.setTimeout
  const clear = window.clearTimeout.bind(window)
  window.clearTimeout = (id) => {
    waiting.delete(Number(id))
    clear(id)
  }
  window.runTimers = () => [...waiting.values()].map((run) => run()).length
}

/** For `before`: a clock that stands still, however busy the machine is, and is ahead by the page's `aheadMs`. */
export function moveClock(): void {
  const start = Date.now()
  Date.now = () => start + Number(Reflect.get(window, 'aheadMs') ?? 0)
}

/** For `before`: records what is handed to the browser to send after the page has ended, for {@link countHandedOver}. */
export function watchHandover(): void {
  const { fetchLater } = window
  const signals: (AbortSignal | null | undefined)[] = []
  window.fetchLater = (url, init) => {
    signals.push(init?.signal)
    return fetchLater?.(url, init)
  }
  Object.assign(window, { handedOver: signals })
}

/** What the browser still is to send when this page is gone. */
export function countHandedOver(page: Page): Promise<number> {
  return page.evaluate(() => (Reflect.get(window, 'handedOver') as AbortSignal[]).filter(({ aborted }) => !aborted).length)
}

/** For `before`: a browser that knows nothing of `fetchLater`. */
export function forgetFetchLater(): void {
  Reflect.deleteProperty(window, 'fetchLater')
}

/** Records `count` actions named `prefix0`, `prefix1`, … in one task. */
export async function track(page: Page, count: number, prefix = 'a'): Promise<void> {
  await page.evaluate(({ count, prefix }) => {
    for (let index = 0; index < count; index++) window.t.trackAction(prefix + index)
  }, { count, prefix })
}

/** Looks again and again until it is true; the last look decides. It waits as long as the browser's own waits do. */
export async function eventually<T>(look: () => T | Promise<T>, isRight: (value: T) => boolean, timeoutMs = 30_000): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const value = await look()
    if (isRight(value) || Date.now() > end) return value
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/**
 * The longest that a page needs to bring what another one has left: a tab that was closed before it could give back its rows keeps them for 30 s, and the next
 * look at them comes up to 30 s later.
 */
export const ADOPTION_MS = 75_000

/**
 * The number of different actions that are stored, once it has reached `expected`. As long as it grows the collector is at work, however long a busy machine
 * takes for that: `timeoutMs` is how long it may stand still.
 */
export async function storedActions(site: Site, expected: number, options: { prefix?: string; timeoutMs?: number } = {}): Promise<number> {
  for (let seen = 0; ; ) {
    const count = await eventually(() => site.server.countActions(options.prefix), (now) => now > seen, options.timeoutMs)
    if (count >= expected || count <= seen) return count
    seen = count
  }
}

/** Names of the databases of the page's site. */
export function readDatabases(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
}

/** Rows that lie in the outbox of the page's site; null when there is no database. */
export async function readOutbox(page: Page): Promise<number | null> {
  return (await readOutboxRows(page))?.length ?? null
}

/** One row of the outbox, as far as a test looks at it. */
export interface LeftRow {
  readonly events: number
  readonly bytes: number
  /** Until then the row belongs to the page that wrote or adopted it. */
  readonly lease: number
}

/** The rows in the outbox of the page's site; null when there is no database. */
export async function readOutboxRows(page: Page): Promise<LeftRow[] | null> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases()
    if (!databases.some(({ name }) => name?.startsWith('parel'))) return null
    return new Promise<LeftRow[]>((resolve) => {
      const opening = indexedDB.open('parel-telemetry')
      opening.onsuccess = () => {
        const reading = opening.result.transaction('segments').objectStore('segments').getAll()
        reading.onsuccess = () => {
          opening.result.close()
          resolve((reading.result as { body: string | Uint8Array; count: number; lease: number }[]).map(({ body, count, lease }) => ({ events: count, bytes: body.length, lease })))
        }
      }
    })
  })
}
