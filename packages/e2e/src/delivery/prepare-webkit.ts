import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { startFaultServer, type FaultServer } from './fault-server.ts'
import { hearLastOf } from './hear-last-of.ts'
import type { StoredEvent } from './judge.ts'
import { running } from './running.ts'
import { eventually } from './site.ts'
import { launchWebKit, type WebKit, type WebKitPage } from './webkit.ts'

/** One WebKit for the tests of a file, and a site with a collector for each of them. */
export interface WebKitSite {
  readonly server: FaultServer
  /** Opens a page of the site in a window of its own. */
  open(path?: string): Promise<WebKitPage>
  /** Closes a page of the site, and resolves when all that it sends at its end has arrived. */
  hearLastOf(page: WebKitPage): Promise<void>
  /** Stored rows of a type, once there are as many. */
  stored(type: string, count: number): Promise<readonly StoredEvent[]>
  /** The number of stored actions whose name begins with `prefix`, once there are as many. */
  arrived(count: number, prefix?: string): Promise<number>
}

/** What all pages have but those with a body of their own. */
export const SCRIPT_TAG = '<script src="/parel.js" data-enabled="true" data-allow-bots="true" data-flush="300"></script>'

/** @param pages - Bodies by path, and headers for all pages. */
export function prepareWebKit(pages: Readonly<Record<string, string>> = {}): WebKitSite {
  let webkit: WebKit | undefined
  let server: FaultServer | undefined
  beforeAll(async () => {
    webkit = await launchWebKit()
  })
  afterAll(() => webkit?.close())
  beforeEach(async () => {
    server = await startFaultServer({ html: (path) => `<!doctype html>${pages[path] ?? SCRIPT_TAG}` })
  })
  afterEach(() => server?.close())
  return {
    get server() {
      return running(server)
    },
    open: (path = '/') => running(webkit).open(running(server).url + path),
    hearLastOf: (page) => hearLastOf(page, running(server), (url) => running(webkit).open(url)),
    stored: (type, count) => eventually(async () => (await running(server).rows()).filter((row) => row.type === type), (rows) => rows.length >= count, 30_000),
    arrived: async (count, prefix) => (await eventually(() => running(server).actions(prefix), (rows) => rows.length >= count, 30_000)).length,
  }
}

/** Records `count` actions in one task, and then goes `to` another address in the same one. */
export function track(page: WebKitPage, count: number, { prefix = 'a', to = '' } = {}): Promise<void> {
  return page.evaluate(
    (total: number, name: string, address: string) => {
      for (let index = 0; index < total; index++) window.parel('trackAction', name + index, undefined, undefined, { plan: 'pro', step: index })
      if (address) location.href = address
    },
    count,
    prefix,
    to,
  )
}

/** Names of all that the site keeps in this browser. */
export function readTraces(page: WebKitPage): Promise<string[]> {
  return page.evaluate(async () => [...Object.keys(sessionStorage), ...Object.keys(localStorage), ...(await indexedDB.databases()).map(({ name }) => String(name))])
}
