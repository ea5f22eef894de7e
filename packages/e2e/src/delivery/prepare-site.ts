import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { FaultServerOptions } from './fault-server.ts'
import { startRawChromium, type RawChromium } from './raw-chromium.ts'
import { running } from './running.ts'
import { openSite, type Site } from './site.ts'

/** What the tests of one file share. */
export interface Here {
  /** One browser for all of them. */
  readonly chromium: RawChromium
  /** A site of its own for each. */
  readonly site: Site
  /** Replaces the site by another one. */
  reopen(options?: FaultServerOptions): Promise<void>
}

/** Starts a browser for the tests of this file and a site for each of them; both are there while a test runs, and closed after it. */
export function prepareSite(options?: FaultServerOptions): Here {
  let chromium: RawChromium | undefined
  let site: Site | undefined
  beforeAll(async () => {
    chromium = await startRawChromium()
  })
  afterAll(() => chromium?.close())
  beforeEach(async () => {
    site = await openSite(running(chromium), options)
  })
  // Pages first, so that what they still send reaches their own site and not another test's server.
  const close = async () => {
    await chromium?.closePages()
    await site?.close()
  }
  afterEach(close)
  return {
    get chromium() {
      return running(chromium)
    },
    get site() {
      return running(site)
    },
    async reopen(others) {
      await close()
      site = await openSite(running(chromium), others)
    },
  }
}
