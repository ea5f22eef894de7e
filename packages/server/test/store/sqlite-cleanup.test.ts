import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { createCalendar } from '@parel/telemetry-core'
import { defaultFoldLimits } from '../../src/store/shared/fold-limits'
import { defaultVocabularyRules } from '../../src/store/shared/vocabulary'
import { createAnalyst } from '../../src/store/sqlite/analyst/analyst'
import { anEvent, batchOf, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const bytesOf = (path: string) => Buffer.concat(readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path))).map((name) => readFileSync(join(dirname(path), name))))

const settings = { role: 'analyst', timeZone: 'UTC', durability: 'full', quotaBytes: 2 ** 30, busyTimeoutMs: 1000, routes: [], limits: defaultFoldLimits, rules: defaultVocabularyRules } as const

describe('what was deleted', () => {
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

  it('is said to be still there while another program reads, and the next clean-up takes it', async () => {
    const store = await openStore()
    await store.insert(batchOf([anEvent('held-0', { type: 'action', action: 'saved', metadata: { note: 'canaryheld' } })]))
    const reader = new DatabaseSync(store.path, { readOnly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM telemetry_raw').get()
    const later = { now: noon + 40 * dayMs, retentionDays: 30 }
    let isOver = false
    const cleaned = store.cleanup(later).finally(() => (isOver = true))
    // Who waits for a reader must not keep writers waiting.
    for (let index = 0; index < 2; index++) await store.insert(batchOf([anEvent(`new-${index}`, { createdAt: later.now })]))
    expect(isOver).toBe(false)
    expect(await cleaned).toMatchObject({ deleted: 1, heldBack: true })
    expect(bytesOf(store.path).includes('canaryheld')).toBe(true)
    reader.exec('COMMIT')
    reader.close()
    expect(await store.cleanup(later)).toEqual({ sealed: [], deleted: 0, skipped: [] })
    expect(bytesOf(store.path).includes('canaryheld')).toBe(false)
    await store.close()
  })

  it('includes the names of a collapsed position', async () => {
    const store = await openStore()
    for (let round = 0; round < 4; round++) await store.insert(batchOf(Array.from({ length: 100 }, (_, index) => anEvent(`s${round}-${index}`, { page: `/u/canaryname${round}x${index}` }))))
    await store.cleanup({ now: noon, retentionDays: 30 })
    expect(bytesOf(store.path).includes('canaryname')).toBe(false)
    await store.close()
  })
})

describe('a clean-up', () => {
  it('looks without the lock for what nothing needs any more, and takes it only to delete some', async () => {
    const store = await openStore()
    const visit = (id: string, at: number) => store.insert({ ...batchOf([anEvent(`${id}-0`, { createdAt: at, sessionId: `visitor-${id}` })]), receivedAt: at })
    for (let age = 20; age >= 0; age--) await visit(`s${age}`, noon - age * dayMs)
    const analyst = createAnalyst({ ...settings, path: store.path }, createCalendar('UTC'))
    const locks = vi.spyOn(DatabaseSync.prototype, 'exec')
    const countLocks = async (now: number) => {
      locks.mockClear()
      await analyst.cleanup({ now, retentionDays: 10 }, () => false)
      return locks.mock.calls.filter(([sql]) => sql === 'BEGIN IMMEDIATE').length
    }
    await countLocks(noon)
    const nothingToDelete = await countLocks(noon)
    // The day that ended is aggregated; of the oldest one, the session and the stream go.
    expect(await countLocks(noon + dayMs)).toBe(nothingToDelete + 3)
    locks.mockRestore()
    analyst.close()
    const db = new DatabaseSync(store.path, { readOnly: true })
    const names = db.prepare('SELECT name FROM telemetry_sessions ORDER BY id').all()
    db.close()
    expect(names.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, index) => `visitor-s${9 - index}`))
    await store.close()
  })
})

describe('what was learned of paths', () => {
  const retentionDays = 30
  const later = noon + 40 * dayMs
  const pathsIn = (path: string) => {
    const db = new DatabaseSync(path, { readOnly: true })
    const found = ['SELECT parent AS text FROM telemetry_positions', 'SELECT text FROM telemetry_words'].flatMap((sql) => db.prepare(sql).all().map(({ text }) => String(text)))
    const hashes = db.prepare('SELECT count(*) AS hashes FROM telemetry_vocabulary WHERE position NOT IN (SELECT id FROM telemetry_positions)').get()
    db.close()
    return { found, hashes }
  }

  it('goes with the last event that needed it: what few sessions saw is named nowhere in the file', async () => {
    const store = await openStore({ limits: { minSessions: 11 } })
    await store.insert(batchOf([anEvent('a-0', { page: '/u/canaryperson/settings' }), anEvent('a-1', { page: '/canaryplace/deep/down' }), anEvent('a-2', { type: 'api_call', page: '/api/canaryteam/members', duration: 1 })]))
    await store.insert(batchOf(Array.from({ length: 30 }, (_, index) => anEvent(`b-${index}`, { page: index % 2 === 0 ? '/home' : '/shop', sessionId: `visitor-${index}` }))))
    await store.cleanup({ now: later, retentionDays })
    expect(bytesOf(store.path).includes('canary')).toBe(false)
    expect(pathsIn(store.path).hashes).toEqual({ hashes: 0 })
    await store.close()
  })

  it('stays while events need it, and where names were folded', async () => {
    const store = await openStore()
    const visit = (pages: readonly string[], id: string, at = noon) => store.insert({ ...batchOf(pages.map((page, index) => anEvent(`${id}-${index}`, { page, createdAt: at }))), receivedAt: at })
    const names = (count: number) => Array.from({ length: count }, (_, index) => `name${index}x`)
    await visit(names(300).map((name) => `/u/${name}`), 'u')
    await visit(names(30).map((name) => `/blog/${name}`), 'b')
    await visit(['/blog/name0x'], 'c', later)
    await store.cleanup({ now: later, retentionDays })
    const next = await openStore({ path: store.path })
    await next.insert({ ...batchOf([anEvent('n-0', { page: '/blog/another', createdAt: later }), anEvent('n-1', { page: '/u/another', createdAt: later })]), receivedAt: later })
    expect((await next.readEvents({ limit: 2 })).events.map(({ page }) => page)).toEqual(['/blog/[id]', '/u/[id]'])
    await Promise.all([store.close(), next.close()])
  })

  it('keeps the name that folded words stand for, though it was seen itself only on a day that is gone', async () => {
    const store = await openStore()
    const visit = (count: number, id: string, createdAt: number) => store.insert(batchOf(Array.from({ length: count }, (_, index) => anEvent(`${id}-${index}`, { page: `/u/name${id}${index}x`, createdAt }))))
    await visit(30, 'a', noon)
    // They come late, and are too many.
    await visit(300, 'b', noon - 3 * dayMs)
    // The day before noon is the last that goes.
    await store.cleanup({ now: noon + 10 * dayMs, retentionDays: 10 })
    const next = await openStore({ path: store.path })
    // The day is computed from its events again.
    await visit(1, 'c', noon)
    for (const each of [store, next]) {
      const rows = await each.readAggregates({ from: 0, to: 99_999, type: 'page_view' }, noon)
      expect(rows.map(({ context, count }) => [context, count])).toEqual([['/u/[id]', 300], ['/u/[id]', 31]])
      await each.close()
    }
  })

  it('drops the hashes of a place when it is folded', async () => {
    const store = await openStore()
    await store.insert(batchOf(Array.from({ length: 300 }, (_, index) => anEvent(`s-${index}`, { page: `/u/name${index}x` }))))
    await store.close()
    const db = new DatabaseSync(store.path, { readOnly: true })
    expect(db.prepare("SELECT count(*) AS hashes FROM telemetry_vocabulary JOIN telemetry_positions ON id = position WHERE parent <> ''").get()).toEqual({ hashes: 0 })
    db.close()
  })
})

describe('a clean-up that is stopped', () => {
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
    // Nor does it say that the days were computed.
    expect(await store.health(later)).toMatchObject({ rawEvents: 4, lastAggregationAt: null })
    await store.close()
  })
})
