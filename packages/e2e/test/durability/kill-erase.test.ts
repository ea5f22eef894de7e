import { linkSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'

const hook = new URL('../../src/durability/kill-at-call.mjs', import.meta.url).href
const copy = 'telemetry.db.before-restore-20251013T120000Z'
/** Blocks of one MiB that are written over in the database; the copy beside it has as many. */
const BLOCKS = 5

let work: Workplace
beforeEach(async () => {
  work = createWorkplace()
  await work.run(['token', 'new'])
  const db = new DatabaseSync(work.path('telemetry.db'))
  db.exec(`CREATE TABLE much (bytes BLOB); INSERT INTO much VALUES (randomblob(${(BLOCKS - 1) * 1024 * 1024}))`)
  db.prepare('VACUUM INTO ?').run(work.path(copy))
  db.close()
  // A second name of each file, in a folder that the erasure does not look at: its bytes can be read when the first name is gone.
  mkdirSync(work.path('witness'))
  for (const name of [copy, 'telemetry.db']) linkSync(work.path(name), work.path(`witness/${name}`))
})
afterEach(() => work.end())

const isReadable = (name: string) => readFileSync(work.path(`witness/${name}`)).some((byte) => byte !== 0)
const beginningOf = (name: string) => readFileSync(work.path(`witness/${name}`)).toString('latin1', 0, 15)
const endOf = (name: string) => readFileSync(work.path(`witness/${name}`)).subarray(-1024 * 1024)

const erase = ['erase', '--everything', '--yes']
/** Runs an erasure that is killed at the so many-th call of a function of node:fs. */
async function eraseUntil(call: string): Promise<void> {
  const { child, ended } = work.start(erase, { NODE_OPTIONS: `--import=${hook}`, KILL_AT: call })
  await ended
  expect(child.signalCode).toBe('SIGKILL')
}

it.each([
  ['before its first byte', 'writeSync:1', ['telemetry.db', copy]],
  ['within the database', 'writeSync:3', ['telemetry.db', copy]],
  ['before the beginning of the database, which goes last', `writeSync:${BLOCKS}`, ['telemetry.db', copy]],
  ['within the copy beside it', `writeSync:${BLOCKS + 2}`, [copy]],
  ['before its bytes are on the disk', 'fsyncSync:1', [copy]],
  ['before the first file is deleted', 'rmSync:1', []],
  ['before the last file is deleted', 'rmSync:2', []],
] as const)('an erasure that is killed %s is finished by the next one, and nothing can be read any more', async (_name, at, readable) => {
  await eraseUntil(at)
  expect([copy, 'telemetry.db'].filter(isReadable).toSorted()).toEqual([...readable].toSorted())
  expect(await work.run(erase)).toMatchObject({ code: 0, stderr: '' })
  expect(readdirSync(work.folder)).toEqual(['witness'])
  expect([copy, 'telemetry.db'].filter(isReadable)).toEqual([])
})

it('an erasure that is killed has begun at the end: the beginning still tells whose the file is', async () => {
  await eraseUntil('writeSync:3')
  expect(endOf('telemetry.db').every((byte) => byte === 0)).toBe(true)
  expect(beginningOf('telemetry.db')).toBe('SQLite format 3')
})
