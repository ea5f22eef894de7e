import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { auditDatabase } from '../../src/privacy/audit-database'
import { findDirtyFreePages } from '../../src/privacy/free-pages'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'telemetry-free-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A database with pages that were freed, with or without overwriting. */
function createDatabase(secureDelete: 'ON' | 'OFF'): string {
  const path = join(folder, `${secureDelete}.db`)
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA secure_delete = ${secureDelete}; CREATE TABLE t (text TEXT)`)
  db.exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT 'ada@mail.example ' || i FROM n")
  db.exec('DELETE FROM t')
  db.close()
  return path
}

it('freed pages are zero where deleting overwrites', () => {
  const { pages, dirty } = findDirtyFreePages(createDatabase('ON'))
  expect(pages).toBeGreaterThan(5)
  expect(dirty).toBe(0)
})

it('freed pages that still hold what was deleted are counted', () => {
  const { pages, dirty } = findDirtyFreePages(createDatabase('OFF'))
  expect(dirty).toBeGreaterThan(pages / 2)
})

it('freed pages that still hold something are as many findings of the audit', () => {
  const database = createDatabase('OFF')
  const { dirty } = findDirtyFreePages(database)
  expect(auditDatabase({ database }).findings).toContainEqual(expect.objectContaining({ type: 'deleted_data', count: dirty }))
})

it('a file that does not exist has none', () => {
  expect(findDirtyFreePages(join(folder, 'none.db'))).toEqual({ pages: 0, dirty: 0 })
})
