import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { done, refused } from '../../src/cli/expected-end.ts'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'

let work: Workplace
beforeEach(() => {
  work = createWorkplace()
})
afterEach(() => work.end())

/** An export of three events of 2025, one of them twice, and a line that is no event. */
function writeEvents(): string {
  const event = (id: string, page: string, day: string) => JSON.stringify({ id, type: 'page_view', page, action: null, duration: null, metadata: null, sessionId: null, platform: 'web', createdAt: `${day}T12:00:00.000Z` })
  const lines = [event('a-0', '/dashboard', '2025-10-11'), event('a-1', '/profile/ada@mail.example', '2025-10-12'), event('a-0', '/dashboard', '2025-10-11'), 'no event', event('a-2', '/friends', '2025-10-13')]
  writeFileSync(work.path('events.ndjson'), `${lines.join('\n')}\n`)
  return 'events.ndjson'
}

describe('a command without its database', () => {
  it.each([['aggregate'], ['cleanup'], ['export'], ['backup', 'b.db'], ['token', 'list'], ['audit'], ['erase', '--everything', '--yes']])('%s makes none', async (...words) => {
    expect(await work.run(words)).toEqual(refused(66, 'There is no database at ./telemetry.db. Give --database or TELEMETRY_DATABASE; "parel-telemetry serve" creates one.'))
    expect(existsSync(work.path('telemetry.db'))).toBe(false)
  })
})

describe('what is said wrong', () => {
  it.each([
    [['bogus'], 64, 'There is no command "bogus". See: parel-telemetry --help'],
    [['cleanup', '--dys', '3'], 64, 'Unknown option `--dys`. Did you mean `--days`? See: parel-telemetry cleanup --help'],
    [['backup'], 64, 'Missing required args for command `backup <file>`. See: parel-telemetry backup --help'],
    [['export', '--format', 'xml'], 64, '--format is "xml". Give csv or ndjson.'],
    [['token', 'make'], 64, 'token "make" is not known. Give new, list or revoke.'],
    [['erase'], 64, 'Give --before DATE or --everything.'],
    [['erase', '--everything'], 64, 'What is erased cannot be brought back. Give --yes to go on.'],
    [['cleanup', '--days', '3'], 64, '--days is "3". Give a whole number of days from 8 to 36500, for example 30.'],
    [['config', '--config', 'no.json'], 78, 'The configuration file "no.json" does not exist. Give the path of a JSON file.'],
    [['import', 'no.ndjson'], 66, 'There is no file no.ndjson. Give one that "parel-telemetry export --format ndjson" wrote.'],
    [['restore', 'no.db'], 66, 'There is no backup at no.db. Give the file that "parel-telemetry backup" wrote.'],
    [['--host', '0.0.0.0'], 78, 'HOST is "0.0.0.0" and there is no admin token, so anyone could ask for the dashboard. Set TELEMETRY_ADMIN_TOKEN (openssl rand -base64 32), run "parel-telemetry token new", or use HOST=127.0.0.1.'],
  ] as const)('%j ends with %i and the cure', async (words, code, message) => {
    expect(await work.run(words)).toEqual(refused(code, message))
  })

  it('about a secret is said without it', async () => {
    const end = await work.run(['serve', '--port', '0'], { TELEMETRY_ADMIN_TOKEN: 'hunter2-hunter2' })
    expect(end.code).toBe(78)
    expect(end.stderr).toContain('TELEMETRY_ADMIN_TOKEN')
    expect(end.stderr).not.toContain('hunter2')
  })

  it('is a JSON object for machines', async () => {
    const { code, stderr } = await work.run(['export', '--format', 'xml', '--json'])
    expect({ code, error: JSON.parse(stderr) }).toEqual({ code: 64, error: { error: { exitCode: 64, message: '--format is "xml". Give csv or ndjson.' } } })
  })
})

describe('events in a file', () => {
  it('are imported once, cleaned, aggregated, exported and erased', async () => {
    const file = writeEvents()
    expect(await work.run(['import', file])).toEqual(done('Imported 3 events, 1 duplicate, 1 dropped (invalid 1).\n'))
    expect(await work.run(['import', file])).toEqual(done('Imported 0 events, 4 duplicates, 1 dropped (invalid 1).\n'))
    expect(await work.run(['aggregate'])).toEqual(done('Aggregated 3 days: 2025-10-11, 2025-10-12, 2025-10-13.\n'))
    expect(await work.run(['aggregate'])).toEqual(done('Nothing to do: every finished day is aggregated.\n'))
    expect(await work.run(['export', '--format', 'csv', '--from', '2025-10-12', '--to', '2025-10-12'])).toEqual(
      done('id,type,page,action,duration,metadata,sessionId,platform,createdAt\r\na-1,page_view,/profile/[id],,,,,web,2025-10-12T12:00:00.000Z\r\n'),
    )
    expect(await work.run(['export', '--output', 'out.ndjson'])).toEqual(done('Exported 3 events to out.ndjson.\n'))
    expect(readFileSync(work.path('out.ndjson'), 'utf8').split('\n').map((line) => line && JSON.parse(line).id)).toEqual(['a-0', 'a-1', 'a-2', ''])
    expect(await work.run(['erase', '--before', '2025-10-13', '--yes'])).toEqual(done('Erased 2 raw events of 2 days before 2025-10-13; daily numbers stay.\n'))
    expect(await work.run(['cleanup', '--days', '30'])).toEqual(done('Deleted 1 raw event of 1 day.\n'))
    expect(await work.run(['cleanup'])).toEqual(done('Nothing to delete: no raw event is older than 30 days.\n'))
    expect(await work.run(['erase', '--everything', '--yes'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Erased \.\/telemetry\.db.*Backups and exports are where you put them\.\n$/) })
    expect(existsSync(work.path('telemetry.db'))).toBe(false)
  })

  it('are not said to be erased while another program keeps their bytes in the log', async () => {
    await work.run(['import', writeEvents()])
    const reader = new DatabaseSync(work.path('telemetry.db'), { readOnly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM telemetry_raw').get()
    const held = 'Deleted bytes are still in the write-ahead log (-wal), because the file was in use all the time. Close what reads it, then run: parel-telemetry cleanup\n'
    expect(await work.run(['erase', '--before', '2025-10-13', '--yes'])).toEqual({ code: 75, stderr: '', stdout: `Erased 2 raw events of 2 days before 2025-10-13; daily numbers stay.\n${held}` })
    const { code, stdout } = await work.run(['cleanup', '--json'])
    expect({ code, data: JSON.parse(stdout) }).toMatchObject({ code: 75, data: { deleted: 1, heldBack: true } })
    reader.close()
    expect(await work.run(['cleanup'])).toEqual(done('Nothing to delete: no raw event is older than 30 days.\n'))
  })

  it('are backed up and restored, and a damaged backup is refused', async () => {
    await work.run(['import', writeEvents()])
    expect(await work.run(['backup', 'b.db'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^Backed up to b\.db \(\d+\.\d KiB\), checked\.\n$/) })
    expect(await work.run(['backup', 'b.db'])).toEqual(refused(73, 'b.db exists already. Give a new name, so that no backup is written over.'))
    for (const name of ['telemetry.db', './telemetry.db']) {
      expect(await work.run(['restore', name, '--force'])).toEqual(refused(64, `${name} is the database itself. Give a backup of it, or another --database.`))
    }
    expect(await work.run(['restore', 'b.db'])).toEqual(refused(73, './telemetry.db exists. Give --force to replace it; it is kept beside the new one.'))
    expect(await work.run(['restore', 'b.db', '--force'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Restored \.\/telemetry\.db from b\.db: 3 raw events, checked\.\nWhat was there before is \.\/telemetry\.db\.before-restore-\d{8}T\d{6}Z\.\n$/) })
    const bytes = readFileSync(work.path('b.db'))
    writeFileSync(work.path('cut.db'), bytes.subarray(0, bytes.length - 20_000))
    writeFileSync(work.path('text.db'), 'no database at all '.repeat(500))
    for (const file of ['cut.db', 'text.db']) {
      expect(await work.run(['restore', file, '--database', 'other.db'])).toMatchObject({ code: 65, stdout: '', stderr: expect.stringContaining('Nothing was changed. Give another backup.') })
      expect(existsSync(work.path('other.db'))).toBe(false)
    }
  })
})

it('config shows every value and where it came from, without secrets', async () => {
  writeFileSync(work.path('telemetry.config.json'), JSON.stringify({ retentionDays: 60, port: 9000 }))
  const { code, stdout, stderr } = await work.run(['config', '--port', '8080', '--no-schedule'], { TELEMETRY_ADMIN_TOKEN: 'a-secret-of-the-test', PORT: '9001' })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const rows = new Map(stdout.split('\n').map((line) => [line.split(/ +/)[0] ?? '', line.split(/ +/).slice(1)]))
  expect(rows.get('PORT')).toEqual(['8080', 'flag'])
  expect(rows.get('TELEMETRY_SCHEDULE')).toEqual(['false', 'flag'])
  expect(rows.get('TELEMETRY_RETENTION_DAYS')).toEqual(['60', 'file'])
  expect(rows.get('TELEMETRY_ADMIN_TOKEN')).toEqual(['********', 'environment'])
  expect(rows.get('HOST')).toEqual(['127.0.0.1', 'default'])
  expect(stdout).not.toContain('a-secret-of-the-test')
})

it('a token is shown once, kept as a digest, listed and revoked', async () => {
  const { stdout } = await work.run(['token', 'new', '--label', 'laptop', '--days', '90', '--json'])
  const { id, token } = JSON.parse(stdout) as { readonly id: string; readonly token: string }
  expect(token).toMatch(/^admin\.[\w-]{12}\.[\w-]{43}$/)
  expect((await work.run(['token', 'list'])).stdout).toMatch(new RegExp(`^id +created +expires +label\n${id}  \\d{4}-\\d\\d-\\d\\d  \\d{4}-\\d\\d-\\d\\d  laptop\n$`))
  expect(['telemetry.db', 'telemetry.db-wal'].some((name) => existsSync(work.path(name)) && readFileSync(work.path(name)).includes(token.split('.')[2] ?? ''))).toBe(false)
  expect(await work.run(['token', 'revoke', id])).toEqual(done(`Revoked ${id}.\n`))
  expect(await work.run(['token', 'revoke', id])).toMatchObject({ code: 66 })
  expect(await work.run(['token', 'list'])).toEqual(done('There are no tokens. Make one with: parel-telemetry token new\n'))
})

it('demo fills a new database and touches no other; audit finds nothing in it and proves that it looks', async () => {
  expect(await work.run(['demo', '--seed-only', '--days', '3', '--database', 'demo.db'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Filled demo\.db with [\d,]+ invented events of 3 days\./) })
  expect(await work.run(['demo', '--seed-only', '--database', 'demo.db'])).toEqual(refused(73, 'demo.db exists; the demo fills only a new database. Give another one: --database demo-2.db'))
  expect(await work.run(['audit', '--database', 'demo.db'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/No personal data found\.\n$/) })
  expect(await work.run(['token', 'new', '--database', 'demo.db'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/revoke it with: parel-telemetry token revoke --database demo\.db \S{12}\n$/) })
  const { code, stdout } = await work.run(['audit', '--self-test', '--json', '--database', 'demo.db'])
  const { planted, present, found, before } = JSON.parse(stdout) as Readonly<Record<string, number>>
  expect({ code, planted, before }).toEqual({ code: 0, planted: 500, before: 0 })
  expect(found).toBe(present)
  expect(present).toBeGreaterThan(450)
})

it('audit names the place and the kind of what it finds in a log, never what it found', async () => {
  await work.run(['import', writeEvents()])
  writeFileSync(work.path('access.log'), '198.18.7.9 - - "POST /api/telemetry" 200 "Mozilla/5.0 (X11)"\n')
  const { code, stdout } = await work.run(['audit', '--logs', 'access.log'])
  expect(code).toBe(1)
  expect(stdout).toMatch(/^ip +access\.log +1 +[\da-f]{8}$/m)
  expect(stdout).toMatch(/^user_agent +access\.log +1 +[\da-f]{8}$/m)
  expect(stdout).not.toContain('198.18')
  expect(await work.run(['audit', '--logs', 'none.log'])).toMatchObject({ code: 2, stdout: expect.stringMatching(/^Looked through .{1,40} in (?:1 of 2|2 of 3) files, .{1,80}\nCould not read none\.log \(it does not exist\)\.\n/) })
  expect(JSON.parse((await work.run(['audit', '--logs', 'access.log', '--sarif'])).stdout)).toMatchObject({ version: '2.1.0' })
})
