import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { runCli } from '../../src/cli/run-cli'
import { appDatabase } from './app-database'

const { path, recordWith, writeSetting } = appDatabase()

interface Served {
  /** Resolves with the first line of the log that has these words. */
  line(words: string): Promise<string>
  /** All lines so far that have these words. */
  lines(words: string): readonly string[]
  pages(): Promise<unknown>
  retentionDays(): Promise<unknown>
  end(): Promise<number>
}

/** A server of the command line that is not told to end by itself. */
async function serve(environment: Readonly<Record<string, string>> = {}): Promise<Served> {
  const log: string[] = []
  const waiting: { readonly words: string; readonly found: (line: string) => void }[] = []
  const stopping = new AbortController()
  const writeError = (line: string) => {
    log.push(line)
    for (const { words, found } of waiting) if (line.includes(words)) found(line)
  }
  const line = (words: string) => new Promise<string>((resolve) => {
    const known = log.find((text) => text.includes(words))
    if (known === undefined) waiting.push({ words, found: resolve })
    else resolve(known)
  })
  const ended = runCli(['serve', '--port', '0', '--no-schedule'], {
    environment: { TELEMETRY_DATABASE: path('a.db'), ...environment }, now: () => Date.UTC(2025, 9, 14), signal: stopping.signal, rulesIntervalMs: 5,
    write: async () => {}, writeError, isTerminal: false,
  })
  const { port } = JSON.parse(await line('"listening"')) as { readonly port: number }
  const read = async (query: string) => (await fetch(`http://127.0.0.1:${port}/api/telemetry${query}`)).json() as Promise<Readonly<Record<string, unknown>>>
  return {
    line,
    lines: (words) => log.filter((text) => text.includes(words)),
    pages: async () => ((await read('?days=7&include=pages')).pages as { readonly rows: readonly { readonly page: string }[] }).rows.map(({ page }) => page),
    retentionDays: async () => (await read('/privacy')).retentionDays,
    end: () => (stopping.abort(), ended),
  }
}

it('a server of the command line that was there before the app works with its rules as soon as they are noted', async () => {
  const server = await serve()
  expect(await server.retentionDays()).toBe(30)
  await recordWith({ minSessions: 3, retentionDays: 90 }, '/dashboard')
  expect(await server.line('rules of the app')).toContain('TELEMETRY_RETENTION_DAYS=90 TELEMETRY_MIN_SESSIONS=3')
  expect(await server.pages()).toEqual(['(rare)'])
  expect(await server.retentionDays()).toBe(90)
  expect(await server.end()).toBe(0)
})

it('what a server of the command line was given holds beside an app that notes its rules later, and a difference is warned of', async () => {
  const server = await serve({ TELEMETRY_MIN_SESSIONS: '2' })
  await recordWith({ minSessions: 1, retentionDays: 90 }, '/dashboard')
  expect(await server.line('"level":"warn"')).toContain('TELEMETRY_MIN_SESSIONS is 2, and 1 in the app')
  expect(await server.pages()).toEqual(['(rare)'])
  expect(await server.retentionDays()).toBe(90)
  expect(await server.end()).toBe(0)
})

it('a server that cannot follow what was noted says why, once, and goes on as before', async () => {
  const server = await serve()
  await writeSetting('rules', JSON.stringify({ routes: ['no slash'], strict: false, minSessions: 3, retentionDays: 90 }))
  expect(await server.line('could not be followed')).toContain('routes has \\"no slash\\"')
  await recordWith({ minSessions: 3, retentionDays: 60 }, '/dashboard')
  await server.line('TELEMETRY_RETENTION_DAYS=60')
  expect(server.lines('could not be followed')).toHaveLength(1)
  expect(await server.end()).toBe(0)
})

it('a server goes on with the rules that it follows where their note is damaged meanwhile, and says so once', async () => {
  const server = await serve()
  await recordWith({ minSessions: 3, retentionDays: 90 }, '/dashboard')
  await server.line('rules of the app')
  await writeSetting('rules', '{"routes";[]')
  expect(await server.line('could not be followed')).toContain('Start the app that records into it again')
  expect(await server.retentionDays()).toBe(90)
  await recordWith({ minSessions: 3, retentionDays: 60 }, '/dashboard')
  await server.line('TELEMETRY_RETENTION_DAYS=60')
  expect(server.lines('could not be followed')).toHaveLength(1)
  expect(await server.end()).toBe(0)
})

it('a server that follows the rules of an app keeps its hold on the database: nobody restores or erases it from under it', async () => {
  const server = await serve()
  await recordWith({ minSessions: 3 }, '/dashboard')
  await server.line('rules of the app')
  // Of another process: the locks of one do not shut itself out.
  const program = "new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')"
  const { stderr } = spawnSync(process.execPath, ['--input-type=commonjs', '-e', program, path('a.db')], { encoding: 'utf8' })
  expect(stderr).toContain('database is locked')
  expect(await server.end()).toBe(0)
})
