import { chmodSync, readdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { migrate, migrations } from '../../src/store/sqlite/migrate'
import { runWords } from '../cli/run-words'
import { createOpener } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const privateStore = async () => {
  const store = await openStore()
  chmodSync(store.path, 0o600)
  return store
}
const permissions = (file: string) => (statSync(file).mode & 0o777).toString(8)

it('a backup can be read by nobody who may not read the database', async () => {
  const store = await privateStore()
  await store.backup(`${store.path}.backup`)
  await store.close()
  expect(permissions(`${store.path}.backup`)).toBe('600')
})

it('a copy from before a new schema can be read by nobody who may not read the database', async () => {
  const store = await privateStore()
  await store.close()
  const db = new DatabaseSync(store.path)
  migrate(db, store.path, { steps: [...migrations, { sql: 'ALTER TABLE telemetry_days ADD COLUMN note TEXT' }] })
  db.close()
  expect(permissions(`${store.path}.before-schema-${migrations.length + 1}`)).toBe('600')
})

it('a database that is restored can be read by nobody who may not read the backup', async () => {
  const store = await privateStore()
  await store.close()
  const restored = `${store.path}.restored`
  expect((await runWords(['restore', store.path], { TELEMETRY_DATABASE: restored })).code).toBe(0)
  expect(permissions(restored)).toBe('600')
  expect(readdirSync(dirname(restored)).filter((name) => name.includes('restoring'))).toEqual([])
})

it('a copy of a database that may only be read can be written by its owner', async () => {
  const store = await openStore()
  chmodSync(store.path, 0o444)
  await store.backup(`${store.path}.backup`)
  await store.close()
  expect(permissions(`${store.path}.backup`)).toMatch(/^6/)
})
