import { expect } from 'vitest'
import type { FaultServer } from './fault-server.ts'

/** The part of a page that is needed here, whatever drives the browser. */
interface ClosablePage {
  evaluate(run: () => readonly string[]): Promise<readonly string[]>
  close(): Promise<void>
}

/**
 * Closes a page and waits until everything that it handed to the browser to send afterwards has arrived. Without this, a test that asserts that nothing was sent
 * would look too early.
 *
 * @param open - Opens another page in the same browser. Its last requests take the same ways later, so once they have arrived, nothing of the first page is left.
 */
export async function hearLastOf(page: ClosablePage, server: FaultServer, open: (url: string) => Promise<ClosablePage>): Promise<void> {
  await page.close()
  const before = server.calls.length
  // A response of the site's API: on its origin, and without a client.
  const next = await open(`${server.url}/api/blank`)
  const goodbyes = await next.evaluate(sayGoodbye)
  await next.close()
  await expect.poll(() => server.calls.slice(before)).toEqual(expect.arrayContaining([...goodbyes]))
}

/** Runs in the page: sends by each way in which this browser delivers for a page that is gone. Returns the paths that the site will receive. */
function sayGoodbye(): readonly string[] {
  addEventListener('pagehide', () => {
    navigator.sendBeacon('/api/goodbye/beacon')
    void fetch('/api/goodbye/keepalive', { keepalive: true })
  })
  const { fetchLater } = window
  fetchLater?.('/api/goodbye/later')
  return ['beacon', 'keepalive', ...(fetchLater ? ['later'] : [])].map((way) => `/api/goodbye/${way}`)
}
