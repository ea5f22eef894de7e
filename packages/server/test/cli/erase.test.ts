import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, it } from 'vitest'
import { sqliteStore } from '../../src/index'
import { refuseNoFile } from '../../src/cli/refuse-no-file'
import { runWords } from './run-words'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()
let database = ''
beforeEach(() => {
  database = folder('a.db')
})

const run = (...words: string[]) => runWords(words, { TELEMETRY_DATABASE: database })

it('deletes the database and its companions', async () => {
  await run('token', 'new')
  expect(await run('erase', '--everything', '--yes')).toEqual({ code: 0, said: `Erased ${database}. Backups and exports are where you put them.\n` })
  expect(readdirSync(folder())).toEqual([])
})

it('leaves zeros where the bytes of the database and of its copies were', async () => {
  await run('token', 'new')
  const copies = ['.before-schema-2', '.before-restore-2025', '.restoring'].map((end) => database + end)
  // More than the block that is written at once.
  for (const copy of copies) writeFileSync(copy, Buffer.alloc(3_000_000, 'Priya Sharma'))
  const names = [database, ...copies].map((file, index) => ({ file, link: folder(`link-${index}`) }))
  for (const { file, link } of names) linkSync(file, link)
  expect(await run('erase', '--everything', '--yes')).toMatchObject({ code: 0 })
  expect(names.map(({ link }) => readFileSync(link).findIndex((byte) => byte !== 0))).toEqual([-1, -1, -1, -1])
  expect(names.filter(({ file }) => existsSync(file))).toEqual([])
})

it('leaves zeros where the log of a killed server was', async () => {
  await run('token', 'new')
  const program = `
    const db = new (require('node:sqlite').DatabaseSync)(process.argv[1])
    db.exec("CREATE TABLE notes (text); INSERT INTO notes VALUES ('Priya Sharma')")
    process.kill(process.pid, 'SIGKILL')`
  spawnSync(process.execPath, ['--input-type=commonjs', '-e', program, database])
  const link = folder('link')
  linkSync(`${database}-wal`, link)
  expect(readFileSync(link, 'latin1')).toContain('Priya Sharma')
  expect(await run('erase', '--everything', '--yes')).toMatchObject({ code: 0 })
  expect(readFileSync(link).findIndex((byte) => byte !== 0)).toBe(-1)
  expect(readdirSync(folder())).toEqual(['link'])
})

it('writes no zeros where there are some already: a hole is none that a full disk could fill', async () => {
  await run('token', 'new')
  const copy = `${database}.before-schema-2`
  writeFileSync(copy, 'Priya Sharma')
  truncateSync(copy, 3_000_000)
  const link = folder('link')
  linkSync(copy, link)
  const { blocks } = statSync(link)
  expect(await run('erase', '--everything', '--yes')).toMatchObject({ code: 0 })
  expect(readFileSync(link).findIndex((byte) => byte !== 0)).toBe(-1)
  expect(statSync(link).blocks).toBe(blocks)
})

it('that meets a file that cannot be written loses no byte, and says which and what to do', async () => {
  await run('token', 'new')
  const before = readFileSync(database)
  const stone = `${database}.before-schema-2`
  mkdirSync(stone)
  expect(await run('erase', '--everything', '--yes')).toEqual({
    code: 73, said: `parel-telemetry: ${stone} cannot be written (it is a folder). Nothing was erased. Run this as the user that serves, and where the folder may be written.\n`,
  })
  expect(existsSync(database) && readFileSync(database).equals(before)).toBe(true)
})

it('takes nothing that is no file: as root it would delete a device', async () => {
  mkdirSync(database)
  expect(await run('erase', '--everything', '--yes')).toEqual({ code: 65, said: `parel-telemetry: ${database} is no file. Give the path of the database. Nothing was changed.\n` })
  expect(() => refuseNoFile('/dev/null', 65)).toThrow('/dev/null is no file')
})

it.each(['/dev/zero', '/dev/urandom'])('does not look for the end of a device: %s', async (device) => {
  expect(await runWords(['erase', '--everything', '--yes', '--database', device], {})).toEqual({ code: 65, said: `parel-telemetry: ${device} is no file. Give the path of the database. Nothing was changed.\n` })
})

it.each(['erase --everything --yes', 'export', 'doctor'])('a pipe is waited for by no command: %s', async (command) => {
  execFileSync('sh', ['-c', 'mkfifo a.db'], { cwd: folder() })
  expect(await run(...command.split(' '))).toMatchObject({ said: expect.stringContaining(`${database} is a pipe. Give the path of the database.`) })
})

it('takes no file that is none of ours, which a typing error may name: no byte of it is lost', async () => {
  for (const write of [() => writeFileSync(database, 'The only copy of a thesis.'), () => new DatabaseSync(database).exec('CREATE TABLE songs (title TEXT)')]) {
    rmSync(database, { force: true })
    write()
    const before = readFileSync(database)
    expect(await run('erase', '--everything', '--yes')).toEqual({ code: 65, said: expect.stringMatching(/is no database|belongs to another application/) })
    expect(readFileSync(database).equals(before)).toBe(true)
  }
})

it('of days before a day that no event can be of deletes nothing, and blames no setting', async () => {
  await run('token', 'new')
  for (const day of ['1800-01-01', '0001-01-01']) expect(await run('erase', '--before', day, '--yes')).toEqual({ code: 0, said: `Erased 0 raw events before ${day}; daily numbers stay.\n` })
})

it('goes on where an earlier one was killed: the beginning, which tells whose it is, goes last', async () => {
  await run('token', 'new')
  const whole = readFileSync(database)
  for (const rest of [whole.subarray(0, 4096), Buffer.alloc(0)]) {
    writeFileSync(database, Buffer.concat([rest, Buffer.alloc(whole.length - rest.length)]))
    expect(await run('erase', '--everything', '--yes')).toMatchObject({ code: 0 })
    expect(readdirSync(folder())).toEqual([])
  }
})

it.each([
  ['its first bytes', (whole: Buffer) => Buffer.from(whole).fill('damaged', 0, 16)],
  ['what is behind its first bytes', (whole: Buffer) => Buffer.from(whole).fill(0, 16, 100)],
  ['its first pages', (whole: Buffer) => Buffer.from(whole).fill('damaged', 0, 65_536)],
])('takes a database of ours whose beginning is damaged: its tables tell whose it is: %s', async (_name, damage) => {
  await run('token', 'new')
  writeFileSync(database, damage(readFileSync(database)))
  expect(await run('erase', '--everything', '--yes')).toMatchObject({ code: 0 })
  expect(readdirSync(folder())).toEqual([])
})

it('takes a damaged database with the note that a start has put beside it', async () => {
  await run('token', 'new')
  writeFileSync(database, readFileSync(database).fill('damaged', 0, 16))
  await expect(sqliteStore({ path: database }).open()).rejects.toThrow(/damaged/)
  expect(existsSync(`${database}.damaged`)).toBe(true)
  expect(await run('erase', '--everything', '--yes')).toMatchObject({ code: 0 })
  expect(readdirSync(folder())).toEqual([])
})

function foreign(): Buffer {
  const db = new DatabaseSync(database)
  db.exec('CREATE TABLE telemetry_raw (song TEXT)')
  db.close()
  return readFileSync(database)
}

it.each([
  ['a file with settings', () => writeFileSync(database, '{"name":"shop"}')],
  ['a text that tells of our tables', () => writeFileSync(database, readFileSync(new URL('../../src/store/sqlite/schema.ts', import.meta.url)))],
  ['an archive with a backup of ours in it', async () => {
    await run('token', 'new')
    writeFileSync(database, Buffer.concat([Buffer.alloc(4096, 'archive'), readFileSync(database)]))
  }],
  ['a database of another application with damaged first bytes', () => writeFileSync(database, foreign().fill('damaged', 0, 16))],
  ['a database of another application that is damaged behind its first bytes', () => writeFileSync(database, foreign().fill(0, 16, 100))],
])('takes no file that we never wrote, whatever note lies beside it: %s', async (_name, write) => {
  await write()
  writeFileSync(`${database}.damaged`, 'file is not a database\n')
  const before = readFileSync(database)
  expect(await run('erase', '--everything', '--yes')).toEqual({
    code: 65, said: `parel-telemetry: ${database} is no database, or its beginning is damaged, and nothing in it shows that it is one of telemetry. Nothing was erased: give another path; or, where it is the database, delete it with the tools of your system, for example: shred -u\n`,
  })
  expect(readFileSync(database).equals(before)).toBe(true)
})

it('needs a word that it is meant, and does not ask for it', async () => {
  expect(await run('erase', '--everything')).toEqual({ code: 64, said: expect.stringContaining('What is erased cannot be brought back. Give --yes to go on.') })
})

it('takes no day and everything at once: one of them cannot be meant', async () => {
  await run('token', 'new')
  expect(await run('erase', '--before', '2025-01-01', '--everything', '--yes')).toEqual({ code: 64, said: expect.stringContaining('Give --before or --everything, not both.') })
  expect(existsSync(database)).toBe(true)
})

it.each([['export', '--output'], ['audit', '--logs']])('%s takes no empty name of a file behind %s', async (command, flag) => {
  await run('token', 'new')
  expect(await run(command, flag, '')).toEqual({ code: 64, said: expect.stringContaining('The name of the file is empty. Give one.') })
})

it('that cannot read the database says so, and what to do', async () => {
  // Also for root, which may read every file.
  const socket = createServer().listen(database)
  const { code, said } = await run('erase', '--everything', '--yes')
  socket.close()
  expect({ code, said }).toEqual({ code: 66, said: expect.stringMatching(/a\.db cannot be read \(.+\)\. Run this as the user that serves, or mend the permissions of the file\.\n$/) })
})
