import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scratchFolderPrefix } from '../../src/cli/scratch-leftovers'
import { loadEngine } from '../../src/store/sqlite/engine'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

const folder = prepareFolder()

const runIn = (environment: Record<string, string>, ...words: string[]) => runWords(words, { TELEMETRY_DATABASE: folder('a.db'), ...environment })
const run = (...words: string[]) => runIn({}, ...words)

it('a file that is missing is not taken for another whose name begins alike', async () => {
  await run('token', 'new')
  const missing = folder('a.db (old)')
  const { code, said } = await run('audit', '--logs', missing)
  expect(code).toBe(2)
  expect(said).toContain(' in 1 of 2 files, ')
  expect(said).toContain(`Could not read ${missing} (it does not exist).`)
  expect(JSON.parse((await run('audit', '--logs', missing, '--json')).said)).toMatchObject({ unread: [{ file: missing, part: 'bytes', reason: 'ENOENT' }] })
})

it('rows that cannot be read are told apart from the bytes of their file, and nothing is left beside it', async () => {
  writeFileSync(folder('a.db'), 'no database')
  const { said } = await run('audit')
  expect(said).toContain(' in 1 file, ')
  expect(said).toContain(`Could not read the rows of ${folder('a.db')} (it is no database, damaged or locked).`)
  expect(readdirSync(folder())).toEqual(['a.db'])
})

it('looks through every file that --logs names', async () => {
  await run('token', 'new')
  for (const [name, line] of [['one.log', 'GET / from ada.byron@mail.example'], ['two.log', 'started']] as const) writeFileSync(folder(name), line)
  const { code, said } = await run('audit', '--logs', folder('one.log'), '--logs', folder('two.log'))
  expect(said).toContain(` in 3 files, `)
  expect([code, said]).toEqual([1, expect.stringMatching(/^mail +.*one\.log +1 /m)])
})

it('a folder is said to be one', async () => {
  await run('token', 'new')
  expect((await run('audit', '--logs', folder())).said).toContain(`Could not read ${folder()} (it is a folder).`)
})

it('a self-test finds what it planted in a copy, and leaves nothing beside the database', async () => {
  await importEvents({ metadata: { plan: 'pro' } })
  expect(await run('audit', '--self-test')).toMatchObject({ code: 0, said: expect.stringMatching(/found (\d+) of the \1 that are still in its bytes \(100\.0%\)/) })
  expect(readdirSync(folder())).toEqual(['a.db', 'in'])
})

it.each([
  ['--logs', ['--logs', 'access.log']],
  ['--sarif', ['--sarif']],
])('a self-test does not pass over %s: a file that nobody searched would look clean', async (flag, words) => {
  expect(await run('audit', '--self-test', ...words)).toEqual({ code: 64, said: `parel-telemetry: ${flag} has no effect with --self-test, which searches a copy for what it planted. Leave out one of the two.\n` })
})

it('a self-test of what is no database is refused as every command refuses it', async () => {
  writeFileSync(folder('a.db'), 'no database')
  expect(await run('audit', '--self-test')).toEqual({ code: 65, said: expect.stringContaining('is no database') })
})

it('a copy that a killed self-test left goes with the next one', async () => {
  await importEvents({ metadata: { plan: 'pro' } })
  const left = `${scratchFolderPrefix(join(tmpdir(), 'telemetry-audit.db'), spawnSync(process.execPath, ['-e', '']).pid)}Ab3dE5`
  mkdirSync(left)
  copyFileSync(folder('a.db'), join(left, 'telemetry-audit.db'))
  await run('audit', '--self-test')
  expect(existsSync(left)).toBe(false)
})

it('session ids that are a word and a number are found, and not printed', async () => {
  const line = (sessionId: string, index: number) => JSON.stringify({ id: `s-${index}`, type: 'page_view', page: '/dashboard', sessionId, createdAt: '2025-09-13T12:00:00Z' })
  writeFileSync(folder('in'), ['abc-123-def-456', '0b7c1c9e-5a0b-4e3e-9d8f-0123456789ab', 'user-42'].map(line).join('\n'))
  await run('import', folder('in'))
  const { code, said } = await run('audit')
  expect(code).toBe(1)
  expect(said).toMatch(/^numbered_session {2}telemetry_sessions\.name {2}1 {6}[\da-f]{8}$/m)
  expect(said).not.toContain('user-42')
})

async function importEvents(...events: readonly object[]): Promise<void> {
  const line = (event: object, index: number) => JSON.stringify({ id: `s-${index}`, type: 'page_view', page: '/dashboard', createdAt: '2025-09-13T12:00:00Z', ...event })
  writeFileSync(folder('in'), events.map(line).join('\n'))
  await run('import', folder('in'))
}

function plant(sql: string, text: string): void {
  const db = new (loadEngine().DatabaseSync)(folder('a.db'))
  db.prepare(sql).run(text)
  db.close()
}

it.each(['{"password":"hunter2"}', '{"email":"x"}', '{"firstName":"Ada"}', '{"form":{"fields":[{"name":"password","value":"hunter2"}]}}', 'hunter2', '["hunter2"]', '{"plan":"Ada","plan":"pro"}', '{"a":{"plan":["Ada"]},"a":{"plan":[]}}'])(
  'metadata that cleaning would change are found by their key, and not printed: %s',
  async (metadata) => {
    await importEvents({ metadata: { plan: 'pro' } })
    plant('UPDATE telemetry_raw SET metadata = ?', metadata)
    const { code, said } = await run('audit')
    expect(code).toBe(1)
    expect(said).toMatch(/^uncleaned_metadata {2}telemetry_raw\.metadata {2}1 {6}[\da-f]{8}$/m)
    expect(said).toContain('"parel-telemetry erase --before DATE --yes"')
    expect(said).not.toMatch(/hunter2|Ada/)
  },
)

it.each(['{"password":[["hunter2",1]]}', '{"pages":{"password":"hunter2"}}', 'hunter2', '{"pages":[["hunter2",1]],"pages":[]}'])('maps of daily rows that aggregation does not make are found: %s', async (maps) => {
  await importEvents({ type: 'action', action: 'save' })
  await run('aggregate', '--all')
  plant('UPDATE telemetry_daily SET maps = ?', maps)
  const { code, said } = await run('audit')
  expect(code).toBe(1)
  expect(said).toMatch(/^uncleaned_metadata {2}telemetry_daily\.maps {2}1 {6}[\da-f]{8}$/m)
  expect(said).not.toContain('hunter2')
})

it('what cleaning has kept of every kind of event is no finding, at its limits too', async () => {
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`option${String.fromCharCode(97 + (index % 26)).repeat(1 + (index % 9))}`, 'a long word of the app '.repeat(30)]))
  await importEvents(
    { metadata: { plan: 'pro', password: 'hunter2', note: 'ask ada@example.org', path: '/orders/1042', held: '{"email":"x","plan":"pro"}' } },
    { type: 'action', action: 'save', metadata: { a: { b: { c: { d: { e: 1 } } } }, list: Array.from({ length: 150 }, (_, index) => index) } },
    { type: 'action', action: 'save all', metadata: wide },
    { type: 'error', action: 'TypeError', metadata: { errorType: 'TypeError', statusCode: 500, fields: [{ name: 'password', value: 'hunter2' }] } },
    { type: 'api_call', page: '/api/orders', duration: 12, metadata: { statusCode: 200, method: 'GET' } },
    { type: 'session_start', metadata: { referrer: 'https://a.example/p?q=1' } },
    { type: 'session_end', duration: 1200 },
    { type: 'page_leave', duration: 1200, metadata: { scroll: 0.5, nothing: null, yes: true } },
    { type: 'web_vital', action: 'LCP', duration: 1800, metadata: { rating: 'good', value: 1.5e-7 } },
  )
  await run('aggregate', '--all')
  expect(await run('audit')).toMatchObject({ code: 0, said: expect.stringContaining('No personal data found.') })
})

it('blanks of another writer change nothing in what metadata say', async () => {
  await importEvents({ metadata: { plan: 'pro' } })
  plant('UPDATE telemetry_raw SET metadata = ?', '{ "plan": "pro" }')
  expect((await run('audit')).code).toBe(0)
})

it('words of declared routes are clean where their routes are known', async () => {
  await importEvents({ metadata: { plan: 'pro' } })
  plant('UPDATE telemetry_raw SET metadata = ?', '{"path":"/guides/98104711"}')
  expect((await run('audit')).code).toBe(1)
  expect((await runIn({ TELEMETRY_ROUTES: '/guides/98104711' }, 'audit')).code).toBe(0)
})
