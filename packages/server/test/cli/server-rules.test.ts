import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTelemetryServer, sqliteStore, type TelemetryServerOptions } from '../../src/index'
import { runWords } from './run-words'

let folder = ''
let database = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'telemetry-rules-test-'))
  database = join(folder, 'a.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const noon = Date.UTC(2025, 9, 13, 12)
const run = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) => runWords(words, { TELEMETRY_DATABASE: database, ...environment })

/** A host that has its options in its code, on the day before that of the commands. */
async function recordWith(options: TelemetryServerOptions, ...pages: readonly string[]): Promise<void> {
  const host = createTelemetryServer({ database, enabled: true, schedule: false, now: () => noon, ...options })
  for (const page of pages) host.client.trackPageView(page, 'abc-123-def-456')
  await host.client.flush()
  await host.close()
}

async function pagesOfDay(): Promise<readonly string[]> {
  const store = sqliteStore({ path: database })
  await store.open()
  const rows = await store.readAggregates({ from: 20_374, to: 20_374, type: 'page_view' }, noon)
  await store.close()
  return rows.map(({ context }) => context)
}

it('daily numbers of a command are folded as the server folds them, unless the command is told otherwise', async () => {
  await recordWith({ minSessions: 3 }, '/dashboard')
  await run(['aggregate'])
  expect(await pagesOfDay()).toEqual(['(rare)'])
  await run(['aggregate', '--all'], { TELEMETRY_MIN_SESSIONS: '1' })
  expect(await pagesOfDay()).toEqual(['/dashboard'])
})

it('an audit knows the routes of the server and says so', async () => {
  await recordWith({ routes: ['/guides/98104711'] }, '/guides/98104711')
  expect(await run(['audit'])).toMatchObject({ code: 0, said: expect.stringContaining('Judged by 1 route of the server.') })
  expect((await run(['audit'], { TELEMETRY_ROUTES: '/about' })).code).toBe(1)
})

it('an audit knows that the server is strict: words of no route, which stood there before, are findings', async () => {
  await recordWith({}, '/settings/profile')
  expect((await run(['audit'])).code).toBe(0)
  await recordWith({ routes: ['/about'], strict: true }, '/about')
  const { code, said } = await run(['audit'])
  expect(said).toContain('Judged by 1 route of the server, beside which no other word may stand in an address.')
  expect(said).toMatch(/^address /m)
  expect(code).toBe(1)
})

it('imported events are cleaned as the server cleans its own', async () => {
  await recordWith({ routes: ['/guides/98104711'] }, '/guides/98104711')
  const line = { id: 'i-1', type: 'page_view', page: '/guides/98104711', createdAt: new Date(noon).toISOString() }
  writeFileSync(join(folder, 'in'), JSON.stringify(line))
  await run(['import', join(folder, 'in')])
  await run(['aggregate'])
  expect(await pagesOfDay()).toEqual(['/guides/98104711'])
})

it('the retention of the server holds for a clean-up, and of a server that records nothing nothing is noted', async () => {
  await recordWith({ retentionDays: 90 }, '/dashboard')
  await recordWith({ retentionDays: 40, enabled: false })
  expect((await run(['cleanup'])).said).toContain('older than 90 days')
  expect((await run(['cleanup', '--days', '10'])).said).toContain('older than 10 days')
})

it('what a server itself would take is shown without what another one noted', async () => {
  await recordWith({ minSessions: 3 }, '/dashboard')
  expect((await run(['config'])).said).toMatch(/TELEMETRY_MIN_SESSIONS +1 +default/)
})

it.each(['{"routes":7}', 'no JSON', 'null', '{"routes":[],"strict":"yes","minSessions":1,"retentionDays":90}'])('a note that no server wrote is none: %s', async (text) => {
  const store = sqliteStore({ path: database })
  await store.open()
  await store.writeSetting('rules', text)
  await store.close()
  expect(await run(['cleanup'])).toMatchObject({ code: 0, said: expect.stringContaining('older than 30 days') })
})
