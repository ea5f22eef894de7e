import { expect } from 'vitest'
import type { FaultServer } from './fault-server.ts'

/** As much of a page as this needs, whatever drives the browser. */
interface ClosablePage {
  evaluate(run: () => readonly string[]): Promise<readonly string[]>
  close(): Promise<void>
}

/**
 * Closes a page and hears the last of it: what it handed to the browser for its end, if anything, has arrived. Otherwise whoever asserts that nothing was sent
 * looks before it could be there.
 *
 * @param open - Opens another page in the same browser. Its goodbye comes later by the same ways, so once the site has heard it there is nothing left of the first.
 */
export async function hearLastOf(page: ClosablePage, server: FaultServer, open: (url: string) => Promise<ClosablePage>): Promise<void> {
  await page.close()
  const before = server.calls.length
  // An answer of the site's API: of its origin, and without a client.
  const next = await open(`${server.url}/api/blank`)
  const goodbyes = await next.evaluate(sayGoodbye)
  await next.close()
  await expect.poll(() => server.calls.slice(before)).toEqual(expect.arrayContaining([...goodbyes]))
}

/** For a page: says goodbye by each way in which this browser sends for a page that is gone. Returns what the site will hear. */
function sayGoodbye(): readonly string[] {
  addEventListener('pagehide', () => {
    navigator.sendBeacon('/api/goodbye/beacon')
    void fetch('/api/goodbye/keepalive', { keepalive: true })
  })
  const { fetchLater } = window
  fetchLater?.('/api/goodbye/later')
  return ['beacon', 'keepalive', ...(fetchLater ? ['later'] : [])].map((way) => `/api/goodbye/${way}`)
}
