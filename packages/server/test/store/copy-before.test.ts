import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { migrate, migrations } from '../../src/store/sqlite/migrate'
import { anEvent, batchOf, createOpener } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const newest = migrations.length

it('a file is copied anew before a new schema where somebody went back to the copy, recorded and comes again; what is there already stays', async () => {
  const store = await openStore()
  await store.insert(batchOf([anEvent('a-0')]))
  await store.close()
  const name = `${store.path}.before-schema-${newest + 1}`
  const upgrade = () => {
    const db = new DatabaseSync(store.path)
    migrate(db, store.path, { steps: [...migrations, { sql: 'ALTER TABLE telemetry_days ADD COLUMN note TEXT' }] })
    db.close()
  }
  const downgrade = (copy: string) => ['', '-wal', '-shm'].forEach((end) => (end === '' ? copyFileSync(copy, store.path) : rmSync(store.path + end, { force: true })))
  const copies = () => readdirSync(dirname(store.path)).filter((file) => file.startsWith(basename(name))).toSorted().map((file) => {
    const db = new DatabaseSync(join(dirname(store.path), file), { readOnly: true })
    const [events, version] = ['SELECT count(*) AS n FROM telemetry_events', 'PRAGMA user_version'].map((sql) => Object.values(db.prepare(sql).get() ?? {})[0])
    db.close()
    return [file.slice(basename(name).length), events, version]
  })
  upgrade()
  downgrade(name)
  // As after a start that was cut short: nothing is new.
  upgrade()
  expect(copies()).toEqual([['', 1, newest]])
  downgrade(name)
  const old = await openStore({ path: store.path })
  await old.insert(batchOf([anEvent('a-1')]))
  await old.close()
  upgrade()
  expect(copies()).toEqual([['', 1, newest], ['-2', 2, newest]])
  // What bears the name and is no copy is not written over either.
  writeFileSync(`${name}-2`, 'notes of somebody')
  downgrade(name)
  upgrade()
  expect(readFileSync(`${name}-2`, 'utf8')).toBe('notes of somebody')
  rmSync(`${name}-2`)
  expect(copies()).toEqual([['', 1, newest]])
})
