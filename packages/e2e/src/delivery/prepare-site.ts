import { afterEach, beforeAll, beforeEach } from 'vitest'
import type { FaultServerOptions } from './fault-server.ts'
import type { RawChromium } from './raw-chromium.ts'
import { running } from './running.ts'
import { shareRawChromium } from './share-raw-chromium.ts'
import { openSite, type Site } from './site.ts'

/** What the tests of one file share. */
export interface Here {
  /** One browser for all of them, and for all files of the process. */
  readonly chromium: RawChromium
  /** A site of its own for each. */
  readonly site: Site
  /** Replaces the site by another one. */
  reopen(options?: FaultServerOptions): Promise<void>
}

/** Takes the browser of this process for the tests of this file, and starts a site for each of them; the site, its pages and what they stored end with the test. */
export function prepareSite(options?: FaultServerOptions): Here {
  let chromium: RawChromium | undefined
  let site: Site | undefined
  beforeAll(async () => {
    chromium = await shareRawChromium()
  })
  beforeEach(async () => {
    site = await openSite(running(chromium), options)
  })
  // Pages first, so that what they still send reaches their own site and not another test's server.
  const close = async () => {
    await chromium?.clear()
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
