import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareChromium } from '../../src/prepare-chromium.ts'
import { copyNextApp, listNextRows, readNextOutcomes, startNext, type NextOutcomes } from '../../src/react/next-cell.ts'
import { createConsumer, type Consumer } from '../../src/react/pack-consumer.ts'
import { ROOT, type ServerProcess } from '../../src/server-process.ts'

// The packed packages in an app with both routers, a base path, a locale, rewrites and slots.
// Other versions of Next.js, and development: src/react/check-next.ts.
const chromium = prepareChromium()
let consumer: Consumer

beforeAll(async () => {
  // Inside of the repository, because Turbopack wants one root for the app and the linked framework.
  consumer = createConsumer(mkdtempSync(join(ROOT, 'packages/e2e/.apps-')))
  copyNextApp(consumer)
})

afterAll(() => {
  if (consumer) rmSync(consumer.folder, { recursive: true, force: true })
})

describe('Next.js 16, built', () => {
  let server: ServerProcess

  beforeAll(async () => {
    server = await startNext(consumer, { version: 16, mode: 'production', strict: true, root: ROOT })
  }, 600_000)
  afterAll(() => server?.stop())

  it('lets a route file declare events with the same import as a page', async () => {
    expect(await (await fetch(`${server.url}/base/events`)).json()).toEqual(['checkout_done'])
  })

  describe.each([['App Router', 'en'], ['Pages Router', 'pages']] as const)('%s', (_name, router) => {
    let found: NextOutcomes

    beforeAll(async () => {
      found = await readNextOutcomes(chromium.browser, server.url, router)
    }, 180_000)

    it.each(listNextRows(router))('%s counts each visit once, by pattern', (scenario, views, leaves) => {
      const outcome = found.outcomes[scenario]
      expect(outcome).toMatchObject({ views, leaves })
      expect(outcome?.all).not.toMatch(/@|%40|ada|bob|sunset|tab=|base/)
    })

    it('says nothing on the console, of hydration or anything else', () => {
      expect(found.complaints).toEqual([])
    })
  })
})
