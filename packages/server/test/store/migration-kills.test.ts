import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { migrations } from '../../src/store/sqlite/migrate'
import { bulky, createOpener } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const script = new URL('migrate-from-sources.mjs', import.meta.url).pathname
const kills = 12
const newest = migrations.length
const limitable = spawnSync('prlimit', ['--version']).status === 0

/** Migrates a file in a process of its own; killed so long after it began, or left alone. Returns how long it lived. */
async function migrateInChild(path: string, killAfterMs: number | null): Promise<number> {
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'ignore'] })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const begin = performance.now()
  if (killAfterMs !== null) {
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, killAfterMs))])
    child.kill('SIGKILL')
  }
  await gone
  return performance.now() - begin
}

function inspect(path: string): object {
  const db = new DatabaseSync(path)
  const one = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0]
  const version = one('PRAGMA user_version')
  const hasExtra = one("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'extra%'")
  const found = { version, hasExtra, done: version === newest + 2 ? one('SELECT sum(done) FROM extra') : 0, events: one('SELECT count(*) FROM telemetry_events'), integrity: one('PRAGMA integrity_check') }
  db.close()
  return found
}

const before = { version: newest, hasExtra: 0, done: 0, events: 500, integrity: 'ok' }
const after = { version: newest + 2, hasExtra: 2, done: 100_000, events: 500, integrity: 'ok' }

it(`is the old schema or the new one after each of ${kills} kills, never between, keeps the copy, and is finished by the next start`, { timeout: 300_000 }, async () => {
  const store = await openStore()
  await store.insert(bulky('s'))
  await store.close()
  const paths = Array.from({ length: kills + 1 }, () => folder.file())
  for (const path of paths) copyFileSync(store.path, path)
  const [whole = '', ...others] = paths
  const tookMs = await migrateInChild(whole, null)
  expect(inspect(whole)).toEqual(after)
  let interrupted = 0
  for (const [index, path] of others.entries()) {
    await migrateInChild(path, (tookMs * index) / kills)
    const found = inspect(path)
    expect([before, after]).toContainEqual(found)
    if (JSON.stringify(found) === JSON.stringify(before)) interrupted++
    // A copy that bears the name is whole, however early the kill came.
    const copy = `${path}.before-schema-${newest + 1}`
    expect(existsSync(copy) ? inspect(copy) : before).toEqual(before)
    await migrateInChild(path, null)
    expect(inspect(path)).toEqual(after)
    expect(inspect(copy)).toEqual(before)
  }
  expect(interrupted).toBeGreaterThan(0)
})

it.runIf(limitable)('without room for the copy stays as it is, and no half of a copy bears the name', async () => {
  const store = await openStore()
  for (let round = 0; round < 10; round++) await store.insert(bulky(`s${round}`))
  await store.close()
  const child = spawn('prlimit', ['--fsize=500000', process.execPath, script, store.path], { stdio: 'ignore' })
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1)
  expect(inspect(store.path)).toEqual({ ...before, events: 5000 })
  await migrateInChild(store.path, null)
  expect(inspect(store.path)).toEqual({ ...after, events: 5000 })
  expect(inspect(`${store.path}.before-schema-${newest + 1}`)).toEqual({ ...before, events: 5000 })
})

it('is migrated once by four processes that start at once, and the copy is whole', async () => {
  const store = await openStore()
  for (let round = 0; round < 20; round++) await store.insert(bulky(`s${round}`))
  await store.close()
  const children = Array.from({ length: 4 }, () => spawn(process.execPath, [script, store.path, 'wait'], { stdio: ['pipe', 'pipe', 'pipe'] }))
  const ended = children.map(async (child) => [await new Promise((resolve) => child.once('exit', resolve)), await child.stderr.toArray()] as const)
  await Promise.all(children.map((child) => new Promise((resolve) => child.stdout.once('data', resolve))))
  for (const { stdin } of children) stdin.end('!')
  const ends = await Promise.all(ended.map(async (end) => {
    const [code, said] = await end
    return { code, said: said.join('').replace(/.*(?:ExperimentalWarning|--trace-warnings).*\n/g, '') }
  }))
  expect(ends).toEqual(Array.from({ length: 4 }, () => ({ code: 0, said: '' })))
  expect(inspect(store.path)).toEqual({ ...after, events: 10_000 })
  expect(inspect(`${store.path}.before-schema-${newest + 1}`)).toEqual({ ...before, events: 10_000 })
  expect(existsSync(`${store.path}.before-schema-${newest + 1}.part`)).toBe(false)
})
