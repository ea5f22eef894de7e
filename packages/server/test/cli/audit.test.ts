import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type CliHost, runCli } from '../../src/cli/run-cli'

// Workers that compile their own sources take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'telemetry-audit-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(...words: string[]) {
  const written: string[] = []
  const host: CliHost = {
    environment: { TELEMETRY_DATABASE: join(folder, 'a.db') },
    now: () => Date.UTC(2025, 9, 14),
    signal: new AbortController().signal,
    write: async (text) => void written.push(text),
    writeError: (text) => void written.push(text),
    isTerminal: false,
  }
  return { code: await runCli(words, host), said: written.join('') }
}

it('a file that is missing is not taken for another whose name begins alike', async () => {
  await run('token', 'new')
  const missing = join(folder, 'a.db (old)')
  const { code, said } = await run('audit', '--logs', missing)
  expect(code).toBe(2)
  expect(said).toContain(' in 1 of 2 files, ')
  expect(said).toContain(`Could not read ${missing} (ENOENT).`)
  expect(JSON.parse((await run('audit', '--logs', missing, '--json')).said)).toMatchObject({ unread: [{ file: missing, part: 'bytes', reason: 'ENOENT' }] })
})

it('rows that cannot be read are told apart from the bytes of their file, and nothing is left beside it', async () => {
  writeFileSync(join(folder, 'a.db'), 'no database')
  const { said } = await run('audit')
  expect(said).toContain(' in 1 file, ')
  expect(said).toContain(`Could not read the rows of ${join(folder, 'a.db')} (ERR_SQLITE_ERROR).`)
  expect(readdirSync(folder)).toEqual(['a.db'])
})

it('session ids that are a word and a number are found, and not printed', async () => {
  const line = (sessionId: string, index: number) => JSON.stringify({ id: `s-${index}`, type: 'page_view', page: '/dashboard', sessionId, createdAt: '2025-09-13T12:00:00Z' })
  writeFileSync(join(folder, 'in'), ['abc-123-def-456', '0b7c1c9e-5a0b-4e3e-9d8f-0123456789ab', 'user-42'].map(line).join('\n'))
  await run('import', join(folder, 'in'))
  const { code, said } = await run('audit')
  expect(code).toBe(1)
  expect(said).toMatch(/^numbered_session {2}telemetry_sessions\.name {2}1 {6}[\da-f]{8}$/m)
  expect(said).not.toContain('user-42')
})
