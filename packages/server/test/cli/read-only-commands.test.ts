import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { runWords } from './run-words'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

const database = () => folder('a.db')
const run = (...words: string[]) => runWords(words, { TELEMETRY_DATABASE: database() })

/** Leaves a database as a server does that is killed: its last events are in the log. */
async function leaveKilled(sql: string): Promise<void> {
  writeFileSync(folder('in'), JSON.stringify({ id: 's-1', type: 'page_view', page: '/dashboard', createdAt: '2025-10-13T12:00:00Z' }))
  await run('import', folder('in'))
  await run('token', 'new', '--label', 'laptop')
  const program = `
    const db = new (require('node:sqlite').DatabaseSync)(process.argv[1])
    db.exec("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; " + process.argv[2])
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--input-type=commonjs', '-e', program, database(), sql])
}

const readBoth = () => [database(), `${database()}-wal`].map((path) => readFileSync(path, 'latin1'))

describe('file and log of a killed server stay as they lay after', () => {
  const edits = "UPDATE telemetry_raw SET metadata = '{\"plan\":\"pro\"}'"

  it.each([
    ['export', ['export'], 0, '"plan":"pro"'],
    ['token list', ['token', 'list'], 0, 'laptop'],
    ['config', ['config'], 0, 'TELEMETRY_DATABASE'],
    ['backup', ['backup', 'copy.db'], 0, 'checked.'],
    ['a self-test', ['audit', '--self-test'], 0, 'Planted 500'],
    ['doctor', ['doctor'], 0, '✓ database: it can be read and written'],
  ])('%s', async (_name, words, code, says) => {
    await leaveKilled(edits)
    const before = readBoth()
    const asked = words.map((word) => (word === 'copy.db' ? folder(word) : word))
    expect(await run(...asked)).toMatchObject({ code, said: expect.stringContaining(says) })
    expect(readBoth()).toEqual(before)
  })
})

describe('a journal that another program left beside the database is not taken in, and stays after', () => {
  const journal = () => `${database()}-journal`
  // What is in the journal are the pages as they were before. Without a sync it counts from its first byte on.
  const leave = () => leaveKilled("UPDATE telemetry_raw SET metadata = '{\"plan\":\"ada.byron@mail.example\"}'; PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN; UPDATE telemetry_raw SET metadata = NULL")

  it('an audit, which reads its bytes and the rows as they lie', async () => {
    await leave()
    const { code, said } = await run('audit', '--json')
    expect([code, JSON.parse(said)]).toMatchObject([1, { findings: expect.arrayContaining([expect.objectContaining({ type: 'mail', place: 'a.db-journal' })]), unread: [] }])
    expect(readFileSync(journal(), 'latin1')).toContain('ada.byron')
  })

  it.each(['export', 'token list', 'backup copy.db'])('%s, which says what to do', async (words) => {
    await leave()
    expect(await run(...words.split(' ').map((word) => (word === 'copy.db' ? folder(word) : word)))).toEqual({ code: 69, said: expect.stringContaining(`a.db holds half of a transaction that was cut short, and ${journal()} what undoes it; a reader changes neither. Start the server once`) })
    expect(readFileSync(journal(), 'latin1')).toContain('ada.byron')
  })

  it('until the server starts, which undoes what was begun', async () => {
    await leave()
    expect(await run('serve', '--port', '0', '--no-schedule')).toMatchObject({ code: 0 })
    expect(existsSync(journal())).toBe(false)
    expect(await run('export')).toMatchObject({ code: 0, said: expect.stringContaining('"plan":"ada.byron@mail.example"') })
  })
})

it('doctor tells of a file of an older version, and leaves it to the server to bring it up to date', async () => {
  await leaveKilled('PRAGMA user_version = 2')
  const before = readBoth()
  expect(await run('doctor')).toMatchObject({ code: 0, said: expect.stringContaining('! schema: version 2, where 4 is the newest') })
  expect(readBoth()).toEqual(before)
})

it.each([
  ['that is empty', () => writeFileSync(database(), ''), /a\.db has no tables yet\. The server makes them when it starts\./],
  ['that is a folder', () => mkdirSync(database()), /a\.db is a folder\. Give the path of a file\./],
])('doctor tells of a file %s', async (_name, make, says) => {
  make()
  expect(await run('doctor')).toMatchObject({ code: 1, said: expect.stringMatching(says) })
})

it('doctor passes over a link among the copies that leads nowhere', async () => {
  await leaveKilled('PRAGMA user_version = 4')
  symlinkSync(folder('gone.db'), `${database()}.before-restore-1`)
  expect(await run('doctor')).toMatchObject({ code: 0, said: expect.stringContaining('✓ copies: none') })
})

it('doctor tells of a file that cannot be written, although its lock is to be had', async () => {
  await leaveKilled('PRAGMA user_version = 4')
  const real = process.getBuiltinModule
  const engine = real('node:sqlite')
  // What the engine makes of each connection on a mount that is read-only.
  class ReadOnly extends engine.DatabaseSync {
    constructor(path: string, options: object = {}) {
      super(path, { ...options, readOnly: true })
    }
  }
  const load = vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) => (name === 'node:sqlite' ? { ...engine, DatabaseSync: ReadOnly } : real(name))) as typeof real)
  try {
    expect(await run('doctor')).toMatchObject({ code: 1, said: expect.stringMatching(/✗ database: .*readonly database/) })
  } finally {
    load.mockRestore()
  }
})
