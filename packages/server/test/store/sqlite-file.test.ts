import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createCalendar, EVENT_TYPES } from '@parel/telemetry-core'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate, migrations } from '../../src/store/sqlite/migrate'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'
import { anEvent, batchOf, bulky, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const newest = migrations.length

describe('the schema', () => {
  it('migrates in one transaction, keeps a copy of the file before, and keeps the rows', async () => {
    const store = await openStore()
    await store.insert(batchOf([anEvent('a-0')]))
    await store.close()
    const db = new DatabaseSync(store.path)
    const broken = [...migrations, { sql: 'CREATE TABLE extra (id); CREATE TABLE extra (id)' }]
    expect(() => migrate(db, store.path, { steps: broken })).toThrow(/already exists/)
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: newest })
    migrate(db, store.path, { steps: [...migrations, { sql: 'ALTER TABLE telemetry_days ADD COLUMN note TEXT' }] })
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: newest + 1 })
    expect(db.prepare('SELECT count(*) AS n FROM telemetry_events').get()).toEqual({ n: 1 })
    const copy = new DatabaseSync(`${store.path}.before-schema-${newest + 1}`)
    expect(copy.prepare('SELECT count(*) AS n FROM telemetry_events').get()).toEqual({ n: 1 })
    expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: newest })
    copy.close()
    db.close()
    await expect(sqliteStore({ path: store.path }).open()).rejects.toThrow(`schema ${newest + 1}; this version knows ${newest}`)
  })

  it('of the first version knew no hours of ends: days with events get them, sealed ones stay without', async () => {
    const store = await openStore()
    const day = Math.floor(noon / dayMs)
    const end = (id: string, createdAt: number) => anEvent(id, { type: 'session_end', page: null, duration: 7_200_000, sessionId: id, createdAt })
    await store.insert(batchOf([end('a-0', noon - 5 * dayMs), end('b-0', noon - dayMs), anEvent('c-0')]))
    await store.cleanup({ now: noon, retentionDays: 3 })
    await store.close()
    const db = new DatabaseSync(store.path)
    db.exec("UPDATE telemetry_daily SET maps = json_remove(maps, '$.endHours'); ALTER TABLE telemetry_daily DROP COLUMN told_views; PRAGMA user_version = 1")
    db.close()
    const again = await openStore({ path: store.path })
    const ends = async () => (await again.readAggregates({ from: 0, to: 99_999, type: 'session_end' }, noon)).map((row) => [row.day - day, new Map(row.endHours), row.count])
    const expected = [[-5, new Map(), 1], [-1, new Map([['14', 1]]), 1]]
    expect(await ends()).toEqual(expected)
    expect(await again.aggregate({ now: noon })).toEqual({ days: [day - 1] })
    expect(await ends()).toEqual(expected)
    await again.close()
  })

  it('of the second version knew no views that told a time: days with events get them, sealed ones have one for each time', async () => {
    const store = await openStore()
    const day = Math.floor(noon / dayMs)
    const seenTwice = (id: string, createdAt: number) => [anEvent(`${id}-0`, { createdAt }), ...[1, 2].map((index) => anEvent(`${id}-${index}`, { type: 'page_leave', duration: 1000, createdAt }))]
    await store.insert(batchOf([...seenTwice('a', noon - 5 * dayMs), ...seenTwice('b', noon - dayMs)]))
    await store.cleanup({ now: noon, retentionDays: 3 })
    await store.writeSetting('schedule:aggregate', String(noon))
    await store.close()
    const db = new DatabaseSync(store.path)
    db.exec('ALTER TABLE telemetry_daily DROP COLUMN told_views; PRAGMA user_version = 2')
    db.close()
    const again = await openStore({ path: store.path })
    const told = async () => (await again.readAggregates({ from: 0, to: 99_999, type: 'page_leave' }, noon)).map((row) => [row.day - day, row.count, row.toldViews])
    expect(await told()).toEqual([[-5, 2, 2], [-1, 2, 1]])
    // The schedule does it at once, not at the next one o'clock.
    expect(await again.readSetting('schedule:aggregate')).toBeNull()
    expect(await again.aggregate({ now: noon })).toEqual({ days: [day - 1] })
    expect(await told()).toEqual([[-5, 2, 2], [-1, 2, 1]])
    await again.close()
  })

  it('of the third version knew no values of web vitals by page: days with events get them, sealed ones stay without', async () => {
    const store = await openStore()
    const day = Math.floor(noon / dayMs)
    const vital = (id: string, createdAt: number) => anEvent(id, { type: 'web_vital', action: 'LCP', page: '/a', duration: 1, createdAt })
    await store.insert(batchOf([vital('a-0', noon - 5 * dayMs), vital('b-0', noon - dayMs)]))
    await store.cleanup({ now: noon, retentionDays: 3 })
    await store.close()
    const db = new DatabaseSync(store.path)
    db.exec("UPDATE telemetry_daily SET maps = json_remove(maps, '$.vitals'); PRAGMA user_version = 3")
    db.close()
    const again = await openStore({ path: store.path })
    const vitals = async () => (await again.readAggregates({ from: 0, to: 99_999, type: 'web_vital' }, noon)).map((row) => [row.day - day, row.count, [...row.vitals].map(([page, own]) => [page, ...own])])
    const expected = [[-5, 1, []], [-1, 1, [['/a', [-1, 1]]]]]
    expect(await vitals()).toEqual(expected)
    expect(await again.aggregate({ now: noon })).toEqual({ days: [day - 1] })
    expect(await vitals()).toEqual(expected)
    await again.close()
  })

  it('is in a file: a database in memory is refused with the cure', async () => {
    const store = sqliteStore({ path: ':memory:' })
    await expect(store.open()).rejects.toThrow(/^The path is ":memory:": .*memoryStore\(\)/)
    await store.close()
  })

  it('has one time zone, fixed when the file is made: another one is refused', async () => {
    const store = await openStore({ timeZone: 'Europe/Berlin' })
    await store.close()
    await expect(sqliteStore({ path: store.path, timeZone: 'UTC' }).open()).rejects.toThrow(/Europe\/Berlin, not in UTC/)
    const again = await openStore({ path: store.path })
    expect((await again.health(noon)).timeZone).toBe('Europe/Berlin')
    await again.close()
  })

  it('takes no time zone that nobody knows, and the same one under another name', async () => {
    const path = folder.file()
    await expect(sqliteStore({ path, timeZone: 'Mars/Olympus' }).open()).rejects.toThrow('The time zone is "Mars/Olympus". Give an IANA name, for example "Europe/Berlin" or "UTC".')
    for (const timeZone of ['Asia/Kolkata', 'Asia/Calcutta', 'asia/kolkata']) {
      const store = await openStore({ path, timeZone })
      expect(createCalendar((await store.health(noon)).timeZone).hourOf(noon)).toBe(17)
      await store.close()
    }
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

describe('a backup of a damaged file', () => {
  it('is refused, and nothing bears its name', async () => {
    const first = await openStore()
    await first.insert(bulky('a', 2000))
    await first.close()
    const store = await openStore({ path: first.path })
    // The pages of a table, changed behind the back of who has it open.
    writeFileSync(store.path, readFileSync(store.path).fill(0x5a, 4096 * 40, 4096 * 60))
    const destination = folder.file()
    await expect(store.backup?.(destination)).rejects.toThrow(/The backup of .* is damaged/)
    expect(readdirSync(folder.path).filter((name) => name.startsWith(basename(destination)))).toEqual([])
    await store.close()
  })
})

describe('several processes', () => {
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
