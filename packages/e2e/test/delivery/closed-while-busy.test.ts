import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { storedActions } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const here = prepareSite()

/** 5,000 events at once, far more than two requests hold, and 200 ms later a task that never ends. */
async function trackAndHang(page: Page): Promise<void> {
  const hanging = page.waitForEvent('console')
  await page.evaluate(() => {
    addEventListener('pagehide', () => localStorage.setItem('goodbye', 'heard'))
    for (let index = 0; index < 5000; index++) window.t.trackAction(`a${index}`)
    setTimeout(() => {
      console.log('hangs')
      for (;;);
    }, 200)
  })
  await hanging
}

describe('a page that ends without a pagehide event', () => {
  it('delivers 5,000 events when it is closed while it is busy: Chromium waits half a second for it, and no longer', async () => {
    here.site.server.behave({ delayMs: 100 })
    const page = await here.site.open()
    await trackAndHang(page)
    await page.close()
    expect(await storedActions(here.site, 5000)).toBe(5000)
    const next = await here.chromium.newPage(here.site.server.url)
    expect(await next.evaluate(() => localStorage.getItem('goodbye'))).toBeNull()
  })

  it('delivers 5,000 events when its renderer crashes, though the collector has not answered yet', async () => {
    const page = await here.site.open()
    here.site.server.behave({ delayMs: 3000 })
    await page.evaluate(async () => {
      for (let index = 0; index < 5000; index++) window.t.trackAction(`a${index}`)
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    const session = await here.chromium.cdp(page)
    session.send('Page.crash').catch(() => {})
    expect(await storedActions(here.site, 5000)).toBe(5000)
  })
})
