import { createServer, type Server } from 'node:net'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimPort } from '../../src/claim-port.ts'
import { refused } from '../../src/cli/expected-end.ts'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'

let work: Workplace
beforeEach(() => {
  work = createWorkplace()
})
afterEach(() => work.end())

const wantsNdjson = 'Give one that "parel-telemetry export --format ndjson" wrote.'

describe('words', () => {
  it.each([
    [['cleanup', '14'], 64, 'Unused args: `14`. See: parel-telemetry cleanup --help'],
    [['serve', 'now'], 64, 'There is no command "now". See: parel-telemetry --help'],
    [['help', 'backups'], 64, 'There is no command "backups". Did you mean "backup"? See: parel-telemetry --help'],
    [['backups', '--help'], 64, 'There is no command "backups". Did you mean "backup"? See: parel-telemetry --help'],
    [['serv'], 64, 'There is no command "serv". Did you mean "serve"? See: parel-telemetry --help'],
    [['serve', '--port'], 64, 'Option `--port <number>` value is missing. See: parel-telemetry --help'],
    [['serve', '--prot', '1'], 64, 'Unknown option `--prot`. Did you mean `--port`? See: parel-telemetry --help'],
    [['serve', '--no-schedul'], 64, 'Unknown option `--schedul`. Did you mean `--no-schedule`? See: parel-telemetry --help'],
    [['cleanup', '--port', '1'], 64, 'Unknown option `--port`. See: parel-telemetry cleanup --help'],
    [['export', '--ouput', 'x'], 64, 'Unknown option `--ouput`. Did you mean `--output`? See: parel-telemetry export --help'],
    [['serve', '--port', 'abc'], 64, '--port is "abc". Give a port from 0 to 65535, for example 3300.'],
    [['serve', '--port', '1e3'], 64, '--port is "1e3". Give a port from 0 to 65535, for example 3300.'],
    [['serve', '--host', ''], 64, '--host is empty. Give a value, or leave the flag out.'],
    [['serve', '--base-path', 'tools'], 64, '--base-path is "tools". Give a path such as "/tools", without query, host or "..".'],
    [['serve', '--allowed-origins', 'shop'], 64, '--allowed-origins has "shop". Give an origin such as "https://shop.example".'],
    [['config', '--database', ''], 64, '--database is empty. Give a value, or leave the flag out.'],
    [['config', '--no-database'], 64, 'Option `--database <file>` value is missing. See: parel-telemetry config --help'],
    [['serve', '--time-zone', 'Mars/Base'], 64, '--time-zone is "Mars/Base". Give an IANA name, for example "Europe/Berlin" or "UTC".'],
    [['backup', ''], 64, 'The name of the file is empty. Give one.'],
    [['token', 'new', 'a', 'b'], 64, 'Unused args: `b`. See: parel-telemetry token --help'],
    [['token', 'revoke'], 64, 'token revoke needs an id. "parel-telemetry token list" shows them.'],
    [['token', 'new', '--days', '0'], 64, '--days is "0". Give a whole number of days from 1 to 3660, for example 90.'],
    [['export', '--from', '2025-02-30'], 64, '--from is "2025-02-30". Give a date such as 2025-10-13.'],
    [['export', '--from', '2025-10-14', '--to', '2025-10-13'], 64, '--from 2025-10-14 is after --to 2025-10-13. Give the earlier day first.'],
    [['aggregate', '--date', 'yesterday'], 64, '--date is "yesterday". Give a date such as 2025-10-13.'],
    [['aggregate', '--date', '2025-10-13', '--all'], 64, 'Give --date or --all, not both.'],
    [['demo', '--days', '400'], 64, '--days is "400". Give a whole number of days from 1 to 365, for example 30.'],
  ] as const)('%j end with %i', async (words, code, message) => {
    expect(await work.run(words)).toEqual(refused(code, message))
    expect(existsSync(work.path('telemetry.db'))).toBe(false)
  })

  it('that look like numbers stay as they were typed; of a flag given twice the last counts', async () => {
    const { stdout } = await work.run(['config', '--database', '007', '--port', '1', '--port', '08080', '--json'])
    const { settings } = JSON.parse(stdout) as { readonly settings: readonly { readonly key: string; readonly value: string }[] }
    expect(settings.filter(({ key }) => key === 'database' || key === 'port').map(({ value }) => value)).toEqual(['007', '8080'])
  })
})

describe('settings', () => {
  it('that are wrong in the environment or the file are no wrong words', async () => {
    expect(await work.run(['serve'], { PORT: 'abc' })).toEqual(refused(78, 'PORT is "abc". Give a port from 0 to 65535, for example 3300.'))
    writeFileSync(work.path('telemetry.config.json'), '{"port":"abc"}')
    expect(await work.run(['serve'])).toEqual(refused(78, '"port" in telemetry.config.json is "abc". Give a port from 0 to 65535, for example 3300.'))
  })

  it('that are empty in the environment or the file are not set', async () => {
    writeFileSync(work.path('telemetry.config.json'), '\uFEFF{"host":"","retentionDays":60}')
    const { stdout } = await work.run(['config'], { TELEMETRY_DATABASE: '', TELEMETRY_CONFIG: '', PORT: ' ' })
    expect(stdout).toMatch(/^TELEMETRY_DATABASE +\.\/telemetry\.db +default$/m)
    expect(stdout).toMatch(/^HOST +127\.0\.0\.1 +default$/m)
    expect(stdout).toMatch(/^TELEMETRY_RETENTION_DAYS +60 +file$/m)
  })

  it('in a file that cannot be read are refused', async () => {
    mkdirSync(work.path('folder'))
    expect(await work.run(['config', '--config', 'folder'])).toEqual(refused(78, 'The configuration file "folder" cannot be read (it is a folder). Give the path of a JSON file.'))
  })

  it('of the embedded server that are empty are not set: its cron lines do not work on a nameless database', async () => {
    const line = "const { createTelemetryServer } = require('@parel/telemetry-server'); console.log(createTelemetryServer().options.database)"
    expect(await work.node(line, { TELEMETRY_DATABASE: '' })).toEqual({ code: 0, stdout: './telemetry.db\n', stderr: '' })
  })

  it('that the server cannot start with are found by doctor before it is started', async () => {
    const { code, stdout } = await work.run(['doctor'], { AXIOM_TOKEN: 'a-token-of-the-test' })
    expect(code).toBe(1)
    expect(stdout).toContain('✗ settings: AXIOM_TOKEN is set and AXIOM_DATASET is not. Give both, or neither.\n')
    expect(stdout).not.toContain('a-token-of-the-test')
  })
})

describe('a database', () => {
  it('that is a folder is refused', async () => {
    mkdirSync(work.path('folder'))
    expect(await work.run(['aggregate', '--database', 'folder'])).toEqual(refused(69, 'folder is a folder. Give the path of a file.'))
  })

  it.each(['aggregate', 'serve', 'doctor'])('that is some other file is left alone by %s', async (command) => {
    writeFileSync(work.path('notes.txt'), 'notes\n'.repeat(40))
    const { code, stdout, stderr } = await work.run([command, '--database', 'notes.txt'])
    expect(code).toBe(command === 'doctor' ? 1 : 65)
    expect(stdout + stderr).toContain('notes.txt is no database, or its beginning is damaged. Nothing was changed: give another path, or move it away and restore a backup.')
    expect(readdirSync(work.folder)).toEqual(['notes.txt'])
  })

  it('of another application is left alone, down to how it writes', async () => {
    const other = new DatabaseSync(work.path('app.db'))
    other.exec('CREATE TABLE users (name TEXT)')
    other.close()
    expect(await work.run(['cleanup', '--database', 'app.db'])).toEqual(refused(65, 'app.db belongs to another application. Nothing was changed. Give telemetry a file of its own.'))
    const after = new DatabaseSync(work.path('app.db'))
    expect(after.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' })
    after.close()
    expect(readdirSync(work.folder)).toEqual(['app.db'])
  })

  it('of a newer version is refused by every command, and is no backup', async () => {
    await work.run(['token', 'new'])
    const db = new DatabaseSync(work.path('telemetry.db'))
    db.exec('PRAGMA user_version = 99')
    db.close()
    const newer = './telemetry.db has schema 99; this version knows 4. Update @parel/telemetry-server.'
    expect(await work.run(['aggregate'])).toEqual(refused(69, newer))
    expect(await work.run(['doctor'])).toMatchObject({ code: 1, stdout: expect.stringContaining(`✗ database: ${newer}`) })
    expect(await work.run(['restore', 'telemetry.db', '--database', 'new.db'])).toEqual(refused(65, 'telemetry.db has schema 99; this version knows 4. Nothing was changed. Give another backup.'))
    expect(existsSync(work.path('new.db'))).toBe(false)
  })

  it('in a folder that does not exist is not made', async () => {
    expect(await work.run(['serve', '--port', '0', '--database', 'none/telemetry.db'])).toMatchObject({ code: 69, stderr: expect.stringContaining('Check that its folder exists and that this process may write there.') })
  })

  it('that another process holds locked is waited for, then named', async () => {
    await work.run(['token', 'new'])
    const holder = new DatabaseSync(work.path('telemetry.db'))
    holder.exec('BEGIN IMMEDIATE')
    expect(await work.run(['token', 'new'])).toEqual(refused(75, './telemetry.db is locked by another process.'))
    holder.exec('ROLLBACK')
    holder.close()
    expect((await work.run(['token', 'new'])).code).toBe(0)
  })
})

describe('a file to import', () => {
  it.each([
    ['a folder', 'in', () => mkdirSync(work.path('in')), 66, `in cannot be read (it is a folder). ${wantsNdjson}`],
    ['compressed', 'in.gz', () => writeFileSync(work.path('in.gz'), gzipSync('{}\n')), 65, 'in.gz is compressed. Unpack it first: gzip -d.'],
    ['UTF-16', 'in.txt', () => writeFileSync(work.path('in.txt'), Buffer.from('\uFEFF{"id":"a-0"}\n', 'utf16le')), 65, 'in.txt is no UTF-8 text; PowerShell writes UTF-16 unless it is told otherwise. Give it as UTF-8.'],
    ['CSV', 'in.csv', () => writeFileSync(work.path('in.csv'), 'id,type,page,action,duration,metadata,sessionId,platform,createdAt\r\n'), 65, `in.csv is CSV, which loses what metadata are. ${wantsNdjson}`],
    ['a backup', 'in.db', () => writeFileSync(work.path('in.db'), 'SQLite format 3\u0000'.padEnd(4096, '\u0000')), 65, 'in.db is a database. A backup is put back with: parel-telemetry restore.'],
    ['one endless line', 'in.json', () => writeFileSync(work.path('in.json'), `[${'{"id":"a-0"},'.repeat(200_000)}]`), 65, `in.json has no event: 1 dropped (too_long 1). ${wantsNdjson}`],
    ['without a single event', 'in.ndjson', () => writeFileSync(work.path('in.ndjson'), 'one\ntwo\n'), 65, `in.ndjson has no event: 2 dropped (invalid 2). ${wantsNdjson}`],
  ] as const)('that is %s is refused, with the cure', async (_name, file, make, code, message) => {
    make()
    expect(await work.run(['import', file])).toEqual(refused(code, message))
  })

  it('with lines in another encoding keeps no broken names', async () => {
    const lines = ['latin1', 'utf8'].map((encoding) => Buffer.from(`${JSON.stringify({ id: `${encoding}-0`, type: 'action', action: 'café', createdAt: '2025-10-13T12:00:00.000Z' })}\n`, encoding as BufferEncoding))
    writeFileSync(work.path('in.ndjson'), Buffer.concat(lines))
    expect(await work.run(['import', 'in.ndjson'])).toEqual({ code: 0, stdout: 'Imported 1 event, 0 duplicates, 1 dropped (invalid 1).\n', stderr: '' })
    expect((await work.run(['export'])).stdout).toContain('"café"')
  })

  it('with a mark in front, Windows ends of lines and lines of any length loses no event', async () => {
    const event = (id: string, extra = '') => `${JSON.stringify({ id, type: 'page_view', page: '/dashboard', createdAt: '2025-10-13T12:00:00.000Z' })}${extra}`
    const lines = [`\uFEFF${event('a-0', '\r')}`, 'x'.repeat(300_000), event('a-1', '\r'), `${event('a-2')}${' '.repeat(70_000)}`, event('a-3')]
    writeFileSync(work.path('in.ndjson'), lines.join('\n'))
    expect(await work.run(['import', 'in.ndjson'])).toEqual({ code: 0, stdout: 'Imported 3 events, 0 duplicates, 2 dropped (too_long 2).\n', stderr: '' })
  })
})

describe('a place to write', () => {
  it.each([
    [['backup', 'none/b.db'], 73, 'none/b.db cannot be written (its folder does not exist). Give a file in a folder that exists and where this user may write.'],
    [['backup', 'telemetry.db/b.db'], 73, 'telemetry.db/b.db cannot be written (its folder is a file). Give a file in a folder that exists and where this user may write.'],
    [['restore', 'b.db', '--database', 'none/t.db'], 73, 'none/t.db cannot be written (its folder does not exist). Give a file in a folder that exists and where this user may write.'],
    [['export', '--output', 'none/out.ndjson'], 73, 'none/out.ndjson cannot be written (its folder does not exist). Give a new file in a folder that exists, on a disk with room.'],
    [['export', '--output', 'telemetry.db'], 73, 'telemetry.db exists already. Give a new name, so that nothing is written over.'],
  ] as const)('is checked: %j', async (words, code, message) => {
    await work.run(['token', 'new'])
    await work.run(['backup', 'b.db'])
    expect(await work.run(words)).toEqual(refused(code, message))
    expect(readdirSync(work.folder)).toEqual(['b.db', 'telemetry.db'])
  })
})

describe('an address to listen on', () => {
  let taken: Server | undefined
  afterEach(() => taken?.close())

  it('that is taken is named, and nothing is left running', async () => {
    const port = await claimPort()
    taken = createServer().listen(port, '127.0.0.1')
    await new Promise((resolve) => taken?.once('listening', resolve))
    expect(await work.run(['serve'], { PORT: String(port) })).toEqual(refused(75, `Cannot listen on 127.0.0.1 port ${port} (EADDRINUSE). Something listens there already: give another --port.`))
  })

  it('that this machine does not have is named', async () => {
    const { code, stderr } = await work.run(['serve', '--port', '0', '--host', '203.0.113.1'], { TELEMETRY_ADMIN_TOKEN: 'a-long-enough-token-of-the-test-0123456789' })
    expect(code).toBe(69)
    expect(stderr).toMatch(/^parel-telemetry: Cannot listen on 203\.0\.113\.1 port 0 \(E[A-Z]+\)\. Give another --host or --port\.\n$/)
  })
})
