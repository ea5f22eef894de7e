import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { prepareChromium } from '../prepare-chromium.ts'
import { startMockServer, type MockServer } from './mock-api.ts'
import { leavePage, openPage, renewPage, type PageSettings, waitForNumbers, type WatchedPage } from './open-page.ts'

/** What each test of a file gets: a browser and a mock server that all share, and a page that is like a new one. */
export interface MockPage {
  readonly browser: Browser
  readonly server: MockServer
  readonly page: Page
  /** What should not have happened so far. A test that ends with some fails. */
  readonly problems: string[]
  /** Goes to the overview and waits for its numbers. */
  open(query?: string): Promise<void>
  /** A page in another browser profile takes the place of the first. */
  reopen(): Promise<void>
  /** Says that this test changes the page for good, with a script or a clock of its own: the next one gets another. */
  spend(): void
  /** Says that this test refuses answers: what the browser itself writes to the console about them is no problem. */
  expectRefusals(): void
}

/** Registers the set-up of a file that talks to the invented server. */
export function prepareMockPage(settings: PageSettings = {}): MockPage {
  const chromium = prepareChromium()
  let server: MockServer
  let opened: WatchedPage
  let isSpent = true
  let isProblem: (problem: string) => boolean
  beforeAll(async () => {
    server = await startMockServer()
  })
  beforeEach(async () => {
    isProblem = () => true
    if (isSpent) opened = await openPage(chromium.browser, settings)
    else await renewPage(opened, settings)
    isSpent = false
  })
  // Request handlers end before the page: otherwise a response could come after it, and its error would be unhandled.
  const close = async () => {
    await opened.page.unrouteAll({ behavior: 'wait' })
    if (isSpent) return opened.page.context().close()
    // One that cannot be left, because the test closed or crashed it, is spent too.
    isSpent = true
    await leavePage(opened)
    isSpent = false
  }
  afterEach(async () => {
    await close()
    Object.assign(server.behaviour, { data: 'rich', role: 'admin', login: 'token', change: (report: unknown) => report, liveEvents: 12, liveStatus: 200 })
    const problems = opened.problems.filter(isProblem)
    if (problems.length > 0) throw new Error(problems.join('\n'))
  })
  afterAll(() => server.close())
  return {
    get browser() { return chromium.browser },
    get server() { return server },
    get page() { return opened.page },
    get problems() { return opened.problems },
    async open(query = '') {
      await opened.page.goto(server.address + query)
      await waitForNumbers(opened.page)
    },
    async reopen() {
      isSpent = true
      await close()
      isSpent = false
      opened = await openPage(chromium.browser, settings)
    },
    spend() {
      isSpent = true
    },
    expectRefusals() {
      isProblem = (problem) => !/^console: Failed to load resource: .* status of (?:40[01]|50[23])/.test(problem)
    },
  }
}
