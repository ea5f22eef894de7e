import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { loadEngine } from '../../src/store/sqlite/engine'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

const copying = vi.hoisted(() => ({ end: () => {} }))
vi.mock('../../src/store/sqlite/engine', async (load) => {
  const engine = await load<typeof import('../../src/store/sqlite/engine')>()
  const loadEngine = (): ReturnType<typeof engine.loadEngine> => {
    const real = engine.loadEngine()
    return { ...real, backup: (...given) => real.backup(...given).finally(() => copying.end()) }
  }
  return { ...engine, loadEngine }
})

const folder = prepareFolder()

const run = async (database: string, words: readonly string[]) => (await runWords(words, { TELEMETRY_DATABASE: folder(database) })).code

it('a copy of the file itself is restored, and nothing is left beside either', async () => {
  const events = folder('events.ndjson')
  writeFileSync(events, `${JSON.stringify({ id: 'stream-0', type: 'page_view', page: '/dashboard', createdAt: Date.UTC(2025, 9, 13) })}\n`)
  expect(await run('telemetry.db', ['import', events])).toBe(0)
  copyFileSync(folder('telemetry.db'), folder('copy.db'))
  const before = readdirSync(folder())
  expect(await run('restored.db', ['restore', folder('copy.db')])).toBe(0)
  expect(readdirSync(folder())).toEqual([...before, 'restored.db'].toSorted())
})

it('two restores within one second keep both of what they replaced', async () => {
  expect(await run('telemetry.db', ['token', 'new'])).toBe(0)
  expect(await run('telemetry.db', ['backup', folder('backup.db')])).toBe(0)
  for (let restored = 0; restored < 3; restored++) expect(await run('telemetry.db', ['restore', folder('backup.db'), '--force'])).toBe(0)
  const stamp = 'telemetry.db.before-restore-20251014T000000Z'
  expect(readdirSync(folder()).filter((name) => name.includes('before'))).toEqual([stamp, `${stamp}-2`, `${stamp}-3`])
})

it('a folder is not moved away to make room, whatever is in it', async () => {
  await run('backup.db', ['token', 'new'])
  mkdirSync(folder('data'))
  writeFileSync(folder('data/telemetry.db'), 'another file')
  const { code, said } = await runWords(['restore', folder('backup.db'), '--force'], { TELEMETRY_DATABASE: folder('data') })
  expect({ code, said }).toEqual({ code: 73, said: `parel-telemetry: ${folder('data')} is no file. Give the path of the database. Nothing was changed.\n` })
  expect(readdirSync(folder('data'))).toEqual(['telemetry.db'])
})

it('a server that opens the database while the backup is copied keeps it: what it stores would be gone with the file that is set aside', async () => {
  await run('telemetry.db', ['token', 'new'])
  await run('telemetry.db', ['backup', folder('backup.db')])
  const { DatabaseSync: Database } = loadEngine()
  let db: InstanceType<typeof Database> | undefined
  copying.end = () => {
    db = new Database(folder('telemetry.db'))
    db.prepare('SELECT count(*) FROM telemetry_raw').get()
  }
  const before = readdirSync(folder())
  expect(await run('telemetry.db', ['restore', folder('backup.db'), '--force'])).toBe(75)
  copying.end = () => {}
  db?.close()
  expect(readdirSync(folder())).toEqual(before)
})

it('a second restore beside the first says so, and changes nothing', async () => {
  await run('telemetry.db', ['token', 'new'])
  await run('telemetry.db', ['backup', folder('backup.db')])
  const again = (): Promise<{ readonly code: number; readonly said: string }> => runWords(['restore', folder('backup.db'), '--force'], { TELEMETRY_DATABASE: folder('telemetry.db') })
  const first = new (loadEngine().DatabaseSync)(folder('telemetry.db.restoring'))
  first.exec('BEGIN EXCLUSIVE; CREATE TABLE copied (page)')
  const before = readdirSync(folder())
  const says = `Another restore of ${folder('telemetry.db')} is running.`
  expect(await again()).toEqual({ code: 75, said: expect.stringContaining(says) })
  expect(readdirSync(folder())).toEqual(before)
  first.close()
  // One that began too late to see this one takes its copy away.
  copying.end = () => rmSync(folder('telemetry.db.restoring'))
  expect(await again()).toEqual({ code: 75, said: expect.stringContaining(says) })
  copying.end = () => {}
  expect(readdirSync(folder())).toEqual(['backup.db', 'telemetry.db'])
})
