import type { Page } from 'playwright-core'
import { afterEach, beforeEach } from 'vitest'
import { prepareChromium } from '../prepare-chromium.ts'
import { openPage, type PageSettings, type WatchedPage } from './open-page.ts'
import { startRealServer, type RealServer } from './real-server.ts'

/** What each test of a file gets: a browser that all share, its own page, and a real server if it starts one. */
export interface RealPage {
  readonly page: Page
  /** What should not have happened so far. */
  readonly problems: readonly string[]
  /** Starts the server of this test; it ends with it. */
  start(...settings: Settings): Promise<RealServer>
  /** Another browser profile, which ends with the test too. */
  openGuest(settings?: PageSettings): Promise<Page>
}

type Settings = Parameters<typeof startRealServer> extends [number, ...infer Rest] ? Rest : never

/** Registers the set-up of a file that talks to real servers, whose clocks begin at `clock`. */
export function prepareRealPage(clock: number): RealPage {
  const chromium = prepareChromium()
  let opened: WatchedPage
  let ends: (() => Promise<void>)[] = []
  beforeEach(async () => {
    opened = await openPage(chromium.browser)
    ends = [() => opened.page.context().close()]
  })
  // Pages before the server that they ask.
  afterEach(async () => {
    for (const end of ends) await end()
  })
  return {
    get page() { return opened.page },
    get problems() { return opened.problems },
    async start(...settings) {
      const server = await startRealServer(clock, ...settings)
      ends.push(() => server.close())
      return server
    },
    async openGuest(settings) {
      const { page } = await openPage(chromium.browser, settings)
      ends.unshift(() => page.context().close())
      return page
    },
  }
}
