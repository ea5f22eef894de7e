import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { clearScratchLeftovers, scratchFolderPrefix } from '../../src/cli/scratch-leftovers'
import { loadEngine } from '../../src/store/sqlite/engine'
import { APPLICATION_ID } from '../../src/store/sqlite/schema'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()
let path = ''
beforeEach(() => {
  path = folder('demo.db')
})

const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid
const { DatabaseSync } = loadEngine()

/** A folder as a demo leaves it that is killed. */
function leave(prefix: string, applicationId = APPLICATION_ID): string {
  const left = `${prefix}Ab3dE5`
  mkdirSync(left)
  const db = new DatabaseSync(join(left, 'demo.db'))
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA application_id = ${applicationId}; CREATE TABLE t (a)`)
  db.close()
  for (const companion of ['demo.db-wal', 'demo.db-shm']) writeFileSync(join(left, companion), '')
  return left
}

it('what a killed process left is cleared, and nothing else', () => {
  writeFileSync(folder('notes.txt'), '')
  leave(scratchFolderPrefix(path, deadPid()))
  mkdirSync(`${scratchFolderPrefix(path, deadPid())}empty0`)
  clearScratchLeftovers(path)
  expect(readdirSync(folder())).toEqual(['notes.txt'])
})

it('what it left is cleared too where the user has no name, as in a container', () => {
  leave(scratchFolderPrefix(path, deadPid()))
  const nameless = vi.spyOn(process.getBuiltinModule('node:os'), 'userInfo').mockImplementation(() => {
    throw new Error('uv_os_get_passwd returned ENOENT')
  })
  clearScratchLeftovers(path)
  nameless.mockRestore()
  expect(readdirSync(folder())).toEqual([])
})

it.each([
  ['of a process that runs', () => leave(scratchFolderPrefix(path, process.pid))],
  ['of another machine', () => leave(scratchFolderPrefix(path, deadPid()).replace(/new-\w{8}/, 'new-0123abcd'))],
  ['of another database', () => leave(scratchFolderPrefix(folder('x.demo.db'), deadPid()))],
  ['that tells no process', () => leave(`${path}.new-`)],
  ['of another application', () => leave(scratchFolderPrefix(path, deadPid()), 7)],
])('a folder stays %s', (_name, make) => {
  const left = make()
  clearScratchLeftovers(path)
  expect(readdirSync(left).sort()).toEqual(['demo.db', 'demo.db-shm', 'demo.db-wal'])
})

it('a folder stays in which there is something else', () => {
  const left = leave(scratchFolderPrefix(path, deadPid()))
  writeFileSync(join(left, 'letter.txt'), '')
  clearScratchLeftovers(path)
  expect(readdirSync(left)).toHaveLength(4)
})

it('a folder stays whose database somebody has open', () => {
  const left = leave(scratchFolderPrefix(path, deadPid()))
  const reader = new DatabaseSync(join(left, 'demo.db'))
  reader.prepare('SELECT count(*) FROM t').get()
  clearScratchLeftovers(path)
  reader.close()
  expect(existsSync(join(left, 'demo.db'))).toBe(true)
})

it('a link stays, and what it leads to', () => {
  const kept = leave(folder('kept-'))
  symlinkSync(kept, `${scratchFolderPrefix(path, deadPid())}Ab3dE5`)
  clearScratchLeftovers(path)
  expect(readdirSync(folder())).toHaveLength(2)
  expect(readdirSync(kept)).toHaveLength(3)
})

it('a folder that does not exist is for somebody else to tell', () => {
  expect(() => clearScratchLeftovers(folder('nowhere/demo.db'))).not.toThrow()
})
