import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { sqliteStore } from '../../src/index'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

const databaseWith = (name: string, sql: string) => {
  const path = folder(name)
  const db = new DatabaseSync(path)
  db.exec(sql)
  db.close()
  return path
}

async function refuse(path: string): Promise<string> {
  const before = readFileSync(path)
  const messages = new Set<string>()
  for (let start = 0; start < 2; start++) {
    const store = sqliteStore({ path })
    await store.open().catch((error: unknown) => messages.add(String(error)))
    await store.close()
  }
  expect(readFileSync(path).equals(before), 'no byte is changed').toBe(true)
  expect(readdirSync(folder()), 'nothing lies beside it').toEqual([path.slice(folder().length + 1)])
  return [...messages].join('\n')
}

it('a file that is no database is refused at every start with the same words, and gets no note of a damage', async () => {
  const path = folder('package.json')
  writeFileSync(path, '{"name":"shop"}')
  expect(await refuse(path)).toBe(`StoreUnavailableError: ${path} is no database, or its beginning is damaged. It was left as it is: give another path; or, where it is the database, move it away and restore a backup.`)
})

it('a text that tells of our tables is no database of ours', async () => {
  const path = folder('dump.sql')
  writeFileSync(path, readFileSync(new URL('../../src/store/sqlite/schema.ts', import.meta.url)))
  expect(await refuse(path)).toContain('is no database, or its beginning is damaged')
})

it.each([
  ['a journal', 'CREATE TABLE customers (id)'],
  ['a log', 'PRAGMA journal_mode = WAL; CREATE TABLE customers (id)'],
])('a database of another application that writes with %s is left alone, down to how it writes', async (_name, sql) => {
  expect(await refuse(databaseWith('app.db', sql))).toMatch(/belongs to another application\. Give telemetry a file of its own\.$/)
})

it('a database of another application that is damaged is that of another application', async () => {
  const path = databaseWith('app.db', `CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('${'Ada'.repeat(9000)}')`)
  writeFileSync(path, readFileSync(path).fill(0x5a, 4096))
  expect(await refuse(path)).toMatch(/belongs to another application/)
})

it('a path that leads through a folder that does not exist is no path, although the engine would find the file', async () => {
  const path = databaseWith('app.db', 'CREATE TABLE customers (id)')
  const before = readFileSync(path)
  const store = sqliteStore({ path: `${folder()}/missing/../app.db` })
  await expect(store.open()).rejects.toThrow(/missing\/\.\.\/app\.db cannot be opened for writing \(its folder does not exist\)/)
  await store.close()
  expect(readFileSync(path).equals(before), 'no byte is changed').toBe(true)
})
