import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from './chromium.ts'

let shared: Promise<Browser> | undefined

/**
 * Registers the set-up of a file that needs a browser: the files of a process share one, because to start one costs more than a page. It ends with the
 * process; what a file opened in it ends with that file.
 */
export function prepareChromium(): { readonly browser: Browser } {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await share()
  })
  afterAll(async () => {
    await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
  })
  return {
    get browser() {
      if (!browser) throw new Error('The browser is there inside of hooks and tests only.')
      return browser
    },
  }
}

async function share(): Promise<Browser> {
  const browser = await (shared ??= launchChromium())
  return browser.isConnected() ? browser : (shared = launchChromium())
}
