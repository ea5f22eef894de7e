import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { runWords } from './run-words'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()
const volume = () => folder('volume')
const file = () => join(volume(), 'data.db')
const link = () => folder('telemetry.db')

beforeEach(async () => {
  mkdirSync(volume())
  symlinkSync('volume/data.db', link())
  await run('token', 'new', '--label', 'laptop')
})

const run = (...words: string[]) => runWords(words, { TELEMETRY_DATABASE: link() })

function leaveLog(): void {
  const program = `
    const db = new (require('node:sqlite').DatabaseSync)(process.argv[1])
    db.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; UPDATE telemetry_state SET next_order = next_order + 1")
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--input-type=commonjs', '-e', program, file()])
}

describe('of a database that is a link', () => {
  it.each([['audit'], ['doctor'], ['export'], ['token', 'list']])('%s leaves file and log of a killed server as they lie', async (...words) => {
    leaveLog()
    const before = [file(), `${file()}-wal`].map((path) => readFileSync(path, 'latin1'))
    expect(await run(...words)).toMatchObject({ code: 0 })
    expect([file(), `${file()}-wal`].map((path) => readFileSync(path, 'latin1'))).toEqual(before)
  })

  it('the log is looked through too', async () => {
    leaveLog()
    expect((await run('audit')).said).toContain('in 2 files')
  })

  it('the target is restored, and what was there is kept beside it', async () => {
    await run('backup', folder('backup.db'))
    expect(await run('restore', folder('backup.db'), '--force')).toMatchObject({ code: 0 })
    expect(lstatSync(link()).isSymbolicLink()).toBe(true)
    expect(readdirSync(folder()).toSorted()).toEqual(['backup.db', 'telemetry.db', 'volume'])
    expect(readdirSync(volume()).toSorted()).toEqual(['data.db', expect.stringContaining('data.db.before-restore-')])
  })

  it('the target is erased, with its copies', async () => {
    await run('backup', folder('backup.db'))
    await run('restore', folder('backup.db'), '--force')
    expect(await run('erase', '--everything', '--yes')).toMatchObject({ code: 0, said: expect.stringContaining(file()) })
    expect(readdirSync(volume())).toEqual([])
  })

  it('a link that leads nowhere yet leads to the new one afterwards', async () => {
    await run('backup', folder('backup.db'))
    rmSync(file())
    expect(await run('restore', folder('backup.db'))).toMatchObject({ code: 0 })
    expect(existsSync(file())).toBe(true)
  })
})
