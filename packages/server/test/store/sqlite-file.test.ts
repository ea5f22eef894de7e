import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EVENT_TYPES } from '@parel/telemetry-core'
import { afterAll, describe, expect, it } from 'vitest'
import { createCalendar } from '../../src/reports/calendar'
import { defaultFoldLimits } from '../../src/store/shared/fold-rows'
import { defaultVocabularyRules } from '../../src/store/shared/vocabulary'
import { createAnalyst } from '../../src/store/sqlite/analyst/analyst'
import { migrate, migrations } from '../../src/store/sqlite/migrate'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'
import { anEvent, batchOf, bulky, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

describe('the schema', { timeout: 30_000 }, () => {
  it('migrates in one transaction, keeps a copy of the file before, and keeps the rows', async () => {
    const store = await openStore()
    await store.insert(batchOf([anEvent('a-0')]))
    await store.close()
    const db = new DatabaseSync(store.path)
    const broken = [...migrations, { sql: 'CREATE TABLE extra (id); CREATE TABLE extra (id)' }]
    expect(() => migrate(db, store.path, { steps: broken })).toThrow(/already exists/)
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    migrate(db, store.path, { steps: [...migrations, { sql: 'ALTER TABLE telemetry_days ADD COLUMN note TEXT' }] })
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 })
    expect(db.prepare('SELECT count(*) AS n FROM telemetry_events').get()).toEqual({ n: 1 })
    const copy = new DatabaseSync(`${store.path}.before-schema-2`)
    expect(copy.prepare('SELECT count(*) AS n FROM telemetry_events').get()).toEqual({ n: 1 })
    expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 })
    copy.close()
    db.close()
    await expect(sqliteStore({ path: store.path }).open()).rejects.toThrow(/schema 2; this version knows 1/)
  })

  it('has views with the names of the guide', async () => {
    const store = await openStore()
    const call = anEvent('doc-7', { type: 'api_call', page: '/api/user', duration: 30, metadata: { statusCode: 500, method: 'GET' }, sessionId: '0b7c1c9e-5a0b-4e3e-9d8f-0123456789ab', createdAt: noon + 1 })
    await store.insert(batchOf([call, ...EVENT_TYPES.map((type, index) => anEvent(`t-${index}`, { type }))]))
    await store.aggregate({ now: noon + dayMs })
    const db = new DatabaseSync(store.path, { readOnly: true })
    expect(db.prepare("SELECT * FROM telemetry_events WHERE id = 'doc-7'").get()).toEqual({
      id: 'doc-7', type: 'api_call', page: '/api/user', action: null, duration: 30, metadata: '{"statusCode":500,"method":"GET"}',
      sessionId: '0b7c1c9e-5a0b-4e3e-9d8f-0123456789ab', platform: 'web', createdAt: '2026-06-01T12:00:00.001Z',
    })
    expect(db.prepare('SELECT type FROM telemetry_events WHERE id LIKE ? ORDER BY id').all('t-%').map(({ type }) => type)).toEqual([...EVENT_TYPES])
    expect(db.prepare("SELECT * FROM telemetry_aggregates WHERE type = 'api_call' AND context = '/api/user'").get()).toEqual({
      id: '2026-06-01/api_call//api/user', date: '2026-06-01', type: 'api_call', context: '/api/user', count: 1, avgDuration: 30, p50Duration: 30, p95Duration: 30, p99Duration: 30, errorRate: 100,
    })
    db.close()
    await store.close()
  })

  it('copies itself while it is in use', async () => {
    const store = await openStore()
    await store.insert(bulky('a'))
    const destination = folder.file()
    await Promise.all([store.backup?.(destination), store.insert(bulky('b'))])
    await expect(store.backup?.(destination)).rejects.toThrow(/exists already/)
    await store.close()
    const copy = await openStore({ path: destination })
    const { stored, rawEvents } = await copy.health(noon)
    expect([500, 1000]).toContain(stored)
    expect(rawEvents).toBe(stored)
    await copy.close()
  })
})

describe('what was deleted', { timeout: 60_000 }, () => {
  const bytesOf = (path: string) => Buffer.concat(readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path))).map((name) => readFileSync(join(dirname(path), name))))

  it('is in no file after the clean-up, and the disk is returned', async () => {
    const store = await openStore()
    for (let round = 0; round < 10; round++) {
      await store.insert(batchOf(Array.from({ length: 500 }, (_, index) => anEvent(`canary${round}-${index}`, { type: 'action', action: `canaryact${index % 30}`, sessionId: `canarysession${index}`, metadata: { note: `canarynote${round}_${index}` } }))))
    }
    await store.insert(batchOf([anEvent('keep-0', { page: '/keeper' })]))
    expect(bytesOf(store.path).includes('canarynote')).toBe(true)
    await store.cleanup({ now: noon + 40 * dayMs, retentionDays: 30 })
    const bytes = bytesOf(store.path)
    for (const canary of ['canarynote', 'canarysession', 'canary0', 'canary9']) expect(bytes.includes(canary)).toBe(false)
    // Names of actions stay, as aggregates.
    expect(bytes.includes('canaryact7')).toBe(true)
    await store.close()
    expect(existsSync(`${store.path}-wal`)).toBe(false)
    const db = new DatabaseSync(store.path, { readOnly: true })
    expect(db.prepare('PRAGMA freelist_count').get()).toEqual({ freelist_count: 0 })
    db.close()
  })

  it('includes the names of a collapsed position', async () => {
    const store = await openStore()
    for (let round = 0; round < 4; round++) await store.insert(batchOf(Array.from({ length: 100 }, (_, index) => anEvent(`s${round}-${index}`, { page: `/u/canaryname${round}x${index}` }))))
    await store.cleanup({ now: noon, retentionDays: 30 })
    expect(bytesOf(store.path).includes('canaryname')).toBe(false)
    await store.close()
  })
})

describe('a clean-up that is stopped', { timeout: 30_000 }, () => {
  const settings = { role: 'analyst', timeZone: 'UTC', durability: 'full', quotaBytes: 2 ** 30, busyTimeoutMs: 1000, routes: [], limits: defaultFoldLimits, rules: defaultVocabularyRules } as const
  const retentionDays = 10
  const later = noon + 30 * dayMs
  const days = [4, 3, 2, 1].map((age) => Math.floor(noon / dayMs) - age)

  async function fill() {
    const store = await openStore()
    for (const day of days) await store.insert(batchOf([anEvent(`d${day}-0`, { createdAt: day * dayMs })]))
    return store
  }

  it('before a day was aggregated neither seals it nor refuses its events, and the next one keeps every number', async () => {
    const store = await fill()
    const analyst = createAnalyst({ ...settings, path: store.path }, createCalendar('UTC'))
    // Asked before each day: the second time it is over.
    let asked = 0
    const { sealed, skipped } = await analyst.cleanup({ now: later, retentionDays }, () => ++asked > 1)
    analyst.close()
    expect([sealed, skipped]).toEqual([days.slice(0, 1), days.slice(1)])
    const late = await Promise.all(days.map((day) => store.insert(batchOf([anEvent(`late${day}-0`, { createdAt: day * dayMs })]))))
    expect(late.map(({ stored }) => stored)).toEqual([...sealed.map(() => 0), ...skipped.map(() => 1)])
    await store.cleanup({ now: later, retentionDays })
    const rows = await store.readAggregates({ from: 0, to: 99_999, type: 'page_view' }, later)
    expect(rows.map(({ day, count }) => [day, count])).toEqual([...sealed.map((day) => [day, 1]), ...skipped.map((day) => [day, 2])])
    expect((await store.health(later)).rawEvents).toBe(0)
    await store.close()
  })

  it('before it began does nothing', async () => {
    const store = await fill()
    expect(await store.cleanup({ now: later, retentionDays, signal: AbortSignal.abort() })).toEqual({ sealed: [], deleted: 0, skipped: days })
    expect((await store.health(later)).rawEvents).toBe(4)
    await store.close()
  })
})

describe('several processes', { timeout: 60_000 }, () => {
  it('store every acknowledged event of four processes once', async () => {
    const store = await openStore()
    const script = new URL('insert-from-sources.mjs', import.meta.url).pathname
    const children = Array.from({ length: 4 }, (_, index) => spawn(process.execPath, [script, store.path, String(index)], { stdio: ['ignore', 'pipe', 'inherit'] }))
    const outputs = await Promise.all(children.map(async (child) => Number((await child.stdout.toArray()).join(''))))
    expect(outputs).toEqual([400, 400, 400, 400])
    const [row] = await store.readAggregates({ from: 0, to: 99_999, type: 'page_view' }, noon)
    expect(row?.count).toBe(1600)
    expect(await store.health(noon)).toMatchObject({ rawEvents: 1600, stored: 1600, duplicates: 0 })
    await store.close()
  })
})
