import type { Browser, Page } from 'playwright-core'

/** A page that keeps book of everything that should not happen. */
export interface WatchedPage {
  readonly page: Page
  /** Console errors, page errors, failed requests and policy reports, in the order they came. */
  readonly problems: string[]
}

/** How a page differs from a light one of 1280 by 900 pixels in UTC. */
export interface PageSettings {
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly timeZone?: string
  readonly javaScriptEnabled?: boolean
  /** Language of the browser. Default: English as in Britain, so that numbers and days have one known form. */
  readonly locale?: string
}

/** Opens an empty, watched page. */
export async function openPage(browser: Browser, settings: PageSettings = {}): Promise<WatchedPage> {
  const { width = 1280, height = 900, colorScheme = 'light', timeZone = 'UTC', javaScriptEnabled = true, locale = 'en-GB' } = settings
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale, timezoneId: timeZone, javaScriptEnabled, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const problems: string[] = []
  watch(page, problems)
  if (javaScriptEnabled) await reportViolations(page, problems)
  return { page, problems }
}

/** Leaves what the page shows, without anything that was stored there. */
export async function leavePage({ page }: WatchedPage): Promise<void> {
  const context = page.context()
  await Promise.all(context.pages().filter((other) => other !== page).map((other) => other.close()))
  await page.evaluate(() => {
    if (location.origin === 'null') return
    localStorage.clear()
    sessionStorage.clear()
  })
  await context.clearCookies()
  await page.goto('about:blank')
}

/** Makes a page that was left like a new one, at half of the cost. Scripts and clocks that were put into it stay. */
export async function renewPage({ page, problems }: WatchedPage, { width = 1280, height = 900, colorScheme = 'light' }: PageSettings = {}): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce', media: null, forcedColors: null, contrast: null })
  await page.mouse.move(0, 0)
  page.removeAllListeners()
  problems.splice(0)
  watch(page, problems)
}

function watch(page: Page, problems: string[]): void {
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`))
  // The page itself aborts requests that a newer one replaces, and live streams that are no longer shown.
  page.on('requestfailed', (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && problems.push(`request: ${request.url()}`))
}

async function reportViolations(page: Page, problems: string[]): Promise<void> {
  await page.exposeFunction('reportViolation', (text: string) => problems.push(`policy: ${text}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { reportViolation } = globalThis as unknown as { reportViolation: (text: string) => void }
      reportViolation(`${violatedDirective} ${blockedURI}`)
    })
  })
}

/** The text of one of the eight numbers. */
export function readNumber(page: Page, metric: string): Promise<string> {
  return page.locator(`[data-metric="${metric}"] .number-value`).innerText()
}

/** The rows of the table under a heading, each as the texts of its visible cells. */
export async function readRows(page: Page, heading: string): Promise<readonly (readonly string[])[]> {
  const rows = page.getByRole('region', { name: heading, exact: true }).locator('tbody:not(.chart-table *)').first().locator('tr')
  return rows.evaluateAll((elements) => elements.map((row) => [...row.querySelectorAll('th, td')].map((cell) => (cell as HTMLElement).innerText.trim())))
}

/** Waits for the overview with its numbers. */
export async function waitForNumbers(page: Page): Promise<void> {
  await page.locator('.content[aria-busy="false"] .summary').waitFor()
}

/** The query of the address that the page itself sees. What the driver knows of it comes later than the answer to a key. */
export function readQuery(page: Page): Promise<string> {
  return page.evaluate(() => location.search)
}
