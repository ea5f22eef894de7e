import { writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { createTelemetryServer, sqliteStore, StoreBusyError, StoreFullError, StoreUnavailableError, type TelemetryServer } from '../../src/index'
import { silentLogger } from '../../src/logger'
import { prepareFolder } from '../prepare-folder'
import { fakeStore } from './fake-store'

const token = 'test-token-0123456789-abcdefghijklmn'
const folder = prepareFolder()
let telemetry: TelemetryServer | null = null

afterEach(async () => {
  await telemetry?.close()
  telemetry = null
})

const post = (server: TelemetryServer, body: unknown = { type: 'page_view', page: '/a' }) =>
  server.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
const get = (server: TelemetryServer, path = '') => server.fetch(new Request(`http://host.example/api/telemetry${path}`, { headers: { authorization: `Bearer ${token}` } }))

describe('a store that fails', () => {
  it.each<[string, Error, number, string, string | null]>([
    ['busy', new StoreBusyError('queue', 2500), 503, 'store_busy', '3'],
    ['full', new StoreFullError('quota'), 507, 'store_full', '60'],
    ['unavailable', new StoreUnavailableError('/secret/path.db'), 503, 'store_unavailable', '5'],
    ['broken', new Error('SELECT * FROM secret'), 500, 'internal', null],
  ])('is answered by its kind, and nothing of it is told: %s', async (_name, error, status, code, retryAfter) => {
    telemetry = createTelemetryServer({ logger: silentLogger, store: { ...fakeStore(), insert: () => Promise.reject(error) } })
    const answer = await post(telemetry)
    const text = await answer.text()
    expect({ status: answer.status, retryAfter: answer.headers.get('retry-after') }).toEqual({ status, retryAfter })
    expect(JSON.parse(text)).toMatchObject({ success: false, error: { code } })
    expect(text).not.toContain('secret')
  })

  it('is not ready, but the process is alive', async () => {
    telemetry = createTelemetryServer({ logger: silentLogger, store: { ...fakeStore(), open: () => Promise.reject(new StoreUnavailableError('gone')) } })
    expect((await get(telemetry, '/ready')).status).toBe(503)
    expect((await get(telemetry, '/health')).status).toBe(200)
  })

  it('is tried again with the next request', async () => {
    const store = fakeStore()
    let tries = 0
    telemetry = createTelemetryServer({ logger: silentLogger, store: { ...store, open: () => (tries++ === 0 ? Promise.reject(new StoreUnavailableError('gone')) : Promise.resolve()) } })
    expect((await post(telemetry)).status).toBe(503)
    expect((await post(telemetry)).status).toBe(200)
  })
})

describe('a SQLite file', () => {
  it('that another process has locked costs a 503 and stores nothing, then works again', async () => {
    const path = folder('telemetry.db')
    const store = sqliteStore({ path, busyTimeoutMs: 100 })
    telemetry = createTelemetryServer({ logger: silentLogger, store, adminToken: token })
    await post(telemetry)
    // The server may still be noting its rules.
    const other = new DatabaseSync(path, { timeout: 60_000 })
    other.exec('BEGIN IMMEDIATE')
    const refused = await post(telemetry)
    expect({ status: refused.status, retryAfter: refused.headers.get('retry-after') }).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) })
    expect(await (await get(telemetry, '')).json()).toMatchObject({ summary: { pageViews: 1 } })
    other.exec('ROLLBACK')
    other.close()
    expect((await post(telemetry)).status).toBe(200)
    expect(await (await get(telemetry, '')).json()).toMatchObject({ summary: { pageViews: 2 } })
    await store.close()
  })

  it('that is full costs a 507, and what is in it can still be read', async () => {
    telemetry = createTelemetryServer({ logger: silentLogger, database: folder('telemetry.db'), quotaBytes: 300_000, adminToken: token })
    let accepted = 0
    let last = await post(telemetry)
    for (let round = 0; round < 200 && last.status === 200; round++) {
      accepted += ((await last.json()) as { readonly accepted: number }).accepted
      const metadata = { note: `long enough to fill pages ${'abcdefghij'[round % 10]}`.repeat(3) }
      last = await post(telemetry, Array.from({ length: 200 }, () => ({ type: 'action', action: 'save', page: '/a', metadata })))
    }
    expect(last.status).toBe(507)
    const ready = await get(telemetry, '/ready')
    expect({ status: ready.status, body: await ready.json() }).toMatchObject({ status: 503, body: { error: { code: 'store_full' } } })
    const { summary } = (await (await get(telemetry)).json()) as { readonly summary: { readonly pageViews: number; readonly actions: number } }
    expect(summary.pageViews + summary.actions).toBe(accepted)
  })

  it('that is no database is left as it is', async () => {
    const path = folder('telemetry.db')
    await writeFile(path, 'this is not a database, and it is somebody’s')
    telemetry = createTelemetryServer({ logger: silentLogger, database: path })
    expect((await post(telemetry)).status).toBe(503)
    expect((await get(telemetry, '/health')).status).toBe(200)
  })
})

describe('the accounting', () => {
  it('adds up to the unit: received = stored + duplicates + dropped', async () => {
    telemetry = createTelemetryServer({ logger: silentLogger, database: folder('telemetry.db'), adminToken: token, limits: { sessionEvents: 5 } })
    const old = new Date(Date.now() - 30 * 86_400_000).toISOString()
    const stream = { v: 1, stream: '0m9x2k1abV1StGXR8_Z5', s0: 0, pf: 'web', t0: Date.now(), ev: [[0, 0, '/a'], [0, 1, '/b'], [99, 2, '/c']] }
    let sent = 0
    for (const events of [
      [{ type: 'page_view', page: '/a' }, { type: 'nonsense' }, { type: 'page_view', page: '/a', createdAt: old }],
      Array.from({ length: 8 }, () => ({ type: 'action', action: 'save', sessionId: 'one-session-abc' })),
    ]) {
      await post(telemetry, events)
      sent += events.length
    }
    for (let time = 0; time < 2; time++) {
      await post(telemetry, stream)
      sent += stream.ev.length
    }
    const { counts } = (await (await get(telemetry, '/data-health')).json()) as { readonly counts: { readonly received: number; readonly stored: number; readonly duplicates: number; readonly dropped: readonly { readonly name: string; readonly count: number }[] } }
    expect(counts.dropped.toSorted((left, right) => left.name.localeCompare(right.name))).toEqual([{ name: 'invalid', count: 3 }, { name: 'session_cap', count: 3 }, { name: 'too_old', count: 1 }])
    expect(counts).toMatchObject({ received: sent, stored: 8, duplicates: 2 })
  })
})
