import type { Browser } from 'playwright-core'
import { openPage, waitForNumbers } from './open-page.ts'

/** What a page needed until it showed its numbers and obeyed a click. */
export interface PageWork {
  /** CPU time of the page's own thread, in seconds: no time that it waited, for the server or for other programs. */
  readonly threadSeconds: number
  /** From the address to the obeyed click, in milliseconds. */
  readonly readyMs: number
  readonly elements: number
}

/** Opens an address in a fresh context, waits for the numbers, clicks one and waits until it is the chosen one. */
export async function measureWork(browser: Browser, address: string): Promise<PageWork> {
  const { page } = await openPage(browser)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const begun = performance.now()
  await page.goto(address)
  await waitForNumbers(page)
  await page.locator('[data-metric="actions"]').click()
  await page.locator('[data-metric="actions"][aria-pressed="true"]').waitFor()
  const readyMs = performance.now() - begun
  const { metrics } = await session.send('Performance.getMetrics')
  const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  const elements = await page.evaluate(() => document.querySelectorAll('*').length)
  await page.context().close()
  return { threadSeconds: read('TaskDuration'), readyMs, elements }
}
