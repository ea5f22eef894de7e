import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { auditDatabase } from '../../src/privacy/audit-database'
import { findDirtyFreePages } from '../../src/privacy/free-pages'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

/** A database with pages that were freed, with or without overwriting. */
function createDatabase(secureDelete: 'ON' | 'OFF'): string {
  const path = folder(`${secureDelete}.db`)
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

it('freed pages that still hold something are as many findings of the audit', async () => {
  const database = createDatabase('OFF')
  const { dirty } = findDirtyFreePages(database)
  expect((await auditDatabase({ database })).findings).toContainEqual(expect.objectContaining({ type: 'deleted_data', count: dirty }))
})

it('a file that does not exist has none', () => {
  expect(findDirtyFreePages(folder('none.db'))).toEqual({ pages: 0, dirty: 0 })
})

/** The bytes of a file whose second page is the trunk of its free list and whose third page is its only leaf. `size` is what the header says of a page. */
function writeList({ pageBytes = 512, size = pageBytes, next = 0, count = 2 } = {}): { readonly path: string; write(page: number, offset: number): void; save(): void } {
  const path = folder('list.db')
  const bytes = Buffer.alloc(3 * pageBytes)
  bytes.writeUInt16BE(size, 16)
  bytes.writeUInt32BE(2, 32)
  bytes.writeUInt32BE(count, 36)
  bytes.writeUInt32BE(next, pageBytes)
  bytes.writeUInt32BE(1, pageBytes + 4)
  bytes.writeUInt32BE(3, pageBytes + 8)
  return { path, write: (page, offset) => void bytes.write('ada', (page - 1) * pageBytes + offset), save: () => writeFileSync(path, bytes) }
}

it.each([
  ['a leaf', 3, 0],
  ['the end of a leaf', 3, 509],
  ['a trunk, behind its list', 2, 12],
])('what was left in %s is seen', (_name, page, offset) => {
  const list = writeList()
  list.save()
  expect(findDirtyFreePages(list.path)).toEqual({ pages: 2, dirty: 0 })
  list.write(page, offset)
  list.save()
  expect(findDirtyFreePages(list.path)).toEqual({ pages: 2, dirty: 1 })
})

it('pages of 65,536 bytes, which the header writes as 1, are looked at whole', () => {
  const list = writeList({ pageBytes: 65_536, size: 1 })
  list.write(3, 65_000)
  list.save()
  expect(findDirtyFreePages(list.path)).toEqual({ pages: 2, dirty: 1 })
})

it('a damaged list that leads back to itself ends where the header says', () => {
  const list = writeList({ next: 2 })
  list.save()
  expect(findDirtyFreePages(list.path)).toEqual({ pages: 2, dirty: 0 })
})
