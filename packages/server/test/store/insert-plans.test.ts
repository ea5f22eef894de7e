import type { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { createCalendar } from '@parel/telemetry-core'
import { defaultVocabularyRules } from '../../src/store/shared/vocabulary'
import { openDatabase } from '../../src/store/sqlite/open-database'
import { createGroupInsert } from '../../src/store/sqlite/scribe/insert-group'
import { createOpener } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

/** Of one row. */
const small = /\btelemetry_state\b/

function plansOf(db: DatabaseSync, statements: readonly string[]): readonly string[] {
  return statements.flatMap((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => `${String(detail)}: ${sql}`))
}

it('no statement of an insert reads a whole table: a file may hold millions of rows, and nobody else writes meanwhile', async () => {
  const { path, ...store } = await openStore()
  await store.close()
  const db = openDatabase({ path, durability: 'full', quotaBytes: 2 ** 30, busyTimeoutMs: 1000 })
  const statements: string[] = []
  const listening = new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name)
      return (sql: string) => {
        statements.push(sql)
        return target.prepare(sql)
      }
    },
  })
  createGroupInsert(listening, { clock: createCalendar('UTC'), routes: [], rules: defaultVocabularyRules, hash: () => 0 })
  expect(statements.length).toBeGreaterThan(20)
  expect(plansOf(db, statements).filter((plan) => plan.startsWith('SCAN') && !small.test(plan))).toEqual([])
  db.close()
})
