import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { startShop } from './server-process.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

/** A visit of the demo shop, on a server and a database of its own. */
export interface ShopVisit {
  readonly url: string
  readonly page: Page
  /** Rows of the database file, read beside the server. */
  select(sql: string): readonly Record<string, unknown>[]
}

/** Starts the shop and opens an empty page; both end with the test. */
export async function openShop(browser: Browser): Promise<ShopVisit> {
  const database = join(createTemporaryFolder(), 'telemetry.db')
  const shop = await startShop(database)
  const context = await browser.newContext()
  onTestFinished(async () => {
    await context.close()
    await shop.stop()
  })
  return { url: shop.url, page: await context.newPage(), select: (sql) => select(database, sql) }
}

function select(database: string, sql: string): readonly Record<string, unknown>[] {
  const file = new DatabaseSync(database, { readOnly: true })
  try {
    return file.prepare(sql).all().map((row) => ({ ...row }))
  } finally {
    file.close()
  }
}
