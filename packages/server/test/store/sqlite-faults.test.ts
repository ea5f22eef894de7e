import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { damageMarkOf } from '../../src/store/sqlite/damage-mark'
import { refuseEngineVersion } from '../../src/store/sqlite/engine'
import { toStoreError } from '../../src/store/sqlite/sqlite-failure'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'
import { StoreBusyError, StoreFullError, StoreUnavailableError } from '../../src/store/store'
import { anEvent, batchOf, bulky, createOpener, dayMs, noon, type FileStore } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

describe('a full file', () => {
  it('refuses inserts, still answers and cleans up, then takes events again', async () => {
    const store = await openStore({ quotaBytes: 1024 * 1024 })
    let stored = 0
    const fill = async () => {
      for (let round = 0; round < 50; round++) stored += (await store.insert(bulky(`s${round}`))).stored
    }
    await expect(fill()).rejects.toThrow(StoreFullError)
    expect((await store.health(noon)).rawEvents).toBe(stored)
    expect((await store.readAggregates({ from: 0, to: 99_999, type: 'action' }, noon))[0]?.count).toBe(stored)
    expect((await store.cleanup({ now: noon + 40 * dayMs, retentionDays: 30 })).deleted).toBe(stored)
    const later = noon + 40 * dayMs
    expect(await store.insert({ ...batchOf([anEvent('new-0', { createdAt: later })]), receivedAt: later })).toMatchObject({ stored: 1 })
    await store.close()
  })

  it('stores nothing of a batch that does not fit', async () => {
    const store = await openStore({ quotaBytes: 700 * 1024 })
    await expect(store.insert(bulky('big', 8000))).rejects.toThrow(/full.*clean-up/s)
    expect((await store.health(noon)).rawEvents).toBe(0)
    expect(await store.insert(batchOf([anEvent('a-0')]))).toMatchObject({ stored: 1 })
    await store.close()
  })
})

it.each([['no page', 13], ['a limited file', 778], ['no index of the log, as for each command on a full disk', 4874]])('a full disk is called full where it has room for %s', (_name, errcode) => {
  expect(toStoreError(Object.assign(new Error('disk I/O error'), { errcode }), '/a.db').message).toBe('The disk or the quota of /a.db is full. Free space; where it is the quota, run the clean-up or raise quotaBytes.')
})

describe('a locked file', () => {
  it('never holds up the event loop, answers within two seconds, and works again afterwards', async () => {
    const store = await openStore()
    const patient = await openStore({ path: store.path, busyTimeoutMs: 50_000 })
    await store.insert(batchOf([anEvent('a-0')]))
    const holder = new DatabaseSync(store.path)
    holder.exec('BEGIN IMMEDIATE')
    const wait = () => watchLoop(() => insertLocked(store))
    const waits = [await wait(), await wait(), await wait()]
    for (const { tookMs } of waits) expect(tookMs).toBeGreaterThan(1900)
    // The best of three: other work of the machine counts in the worst.
    expect(Math.min(...waits.map(({ longestMs, tookMs }) => longestMs / tookMs))).toBeLessThan(0.25)
    const waiting = patient.insert(batchOf([anEvent('a-2')]))
    await patient.readEvents({ limit: 5 })
    holder.exec('ROLLBACK')
    expect(await waiting).toMatchObject({ stored: 1 })
    expect(await store.insert(batchOf([anEvent('a-3')]))).toMatchObject({ stored: 1 })
    expect((await store.readEvents({ limit: 5 })).events.map(({ id }) => id)).toEqual(['a-0', 'a-2', 'a-3'])
    holder.close()
    await patient.close()
    await store.close()
  })

  /** Inserts what is refused because of the lock, and reads meanwhile. */
  async function insertLocked(store: FileStore): Promise<void> {
    await Promise.all([
      expect(store.insert(batchOf([anEvent('a-1')]))).rejects.toThrow(StoreBusyError),
      expect(store.readEvents({ limit: 5 })).resolves.toMatchObject({ events: [{ id: 'a-0' }] }),
    ])
  }

  /** How long work took, and the longest time that the event loop of this thread stood still meanwhile. */
  async function watchLoop(work: () => Promise<void>): Promise<{ readonly tookMs: number; readonly longestMs: number }> {
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const begin = performance.now()
    await work()
    const tookMs = performance.now() - begin
    delay.disable()
    return { tookMs, longestMs: delay.max / 1e6 }
  }

  it('is written in groups of up to 500 events when it is free again', async () => {
    const store = await openStore({ busyTimeoutMs: 60_000 })
    const holder = new DatabaseSync(store.path)
    holder.exec('BEGIN IMMEDIATE')
    const waiting = Array.from({ length: 60 }, (_, index) => store.insert(bulky(`s${index}`, 25)))
    await store.readEvents({ limit: 1 })
    holder.exec('ROLLBACK')
    await Promise.all(waiting)
    // A day is raised once a transaction.
    const row = holder.prepare('SELECT generation, events FROM telemetry_days').get()
    expect(row?.events).toBe(1500)
    expect(row?.generation).toBeGreaterThanOrEqual(3)
    expect(row?.generation).toBeLessThan(15)
    holder.close()
    await store.close()
  })

  it('turns requests away when too many wait', async () => {
    const store = await openStore({ maxQueuedEvents: 100 })
    const results = await Promise.allSettled(Array.from({ length: 5 }, (_, index) => store.insert(bulky(`s${index}`, 60))))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'rejected'])
    expect((await store.health(noon)).rawEvents).toBe(60)
    await store.close()
  })

  it('turns requests away when those that wait take too much memory, but never one alone', async () => {
    const store = await openStore({ maxQueuedBytes: 62_000 })
    // About 600 bytes an event, most of them in its metadata.
    const results = await Promise.allSettled([90, 5, 5, 5].map((events, index) => store.insert(bulky(`s${index}`, events))))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected'])
    await expect(store.insert(bulky('large', 200))).resolves.toMatchObject({ stored: 200 })
    expect((await store.health(noon)).rawEvents).toBe(295)
    await store.close()
  })
})

describe('a file that cannot be used', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['random bytes at its beginning', (path) => writeFileSync(path, Buffer.concat([Buffer.from(Array.from({ length: 8192 }, (_, index) => (index * 7919) % 251)), readFileSync(path).subarray(8192)]))],
    ['cut in the middle', (path) => truncateSync(path, 3 * 4096 + 17)],
    ['a wrong header', (path) => writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 4\0'), readFileSync(path).subarray(16)]))],
    ['pages overwritten', (path) => writeFileSync(path, readFileSync(path).fill(0x5a, 4096 * 2, 4096 * 9))],
  ]
  it.each(damages)('is left as it is and named: %s', async (_name, damage) => {
    const store = await openStore()
    await store.insert(bulky('s'))
    await store.close()
    damage(store.path)
    const before = readFileSync(store.path)
    await expect(sqliteStore({ path: store.path }).open()).rejects.toThrow(/damaged.*restore a backup/s)
    // The second start does not create a new file in its place either.
    const second = sqliteStore({ path: store.path })
    await expect(second.open()).rejects.toThrow(StoreUnavailableError)
    await expect(second.insert(batchOf([anEvent('a-0')]))).rejects.toThrow(StoreUnavailableError)
    expect(readFileSync(store.path).equals(before)).toBe(true)
    expect(readFileSync(damageMarkOf(store.path), 'utf8')).toMatch(/\S\n$/)
  })

  it('is not opened, nor replaced, as long as the note of its damage is there', async () => {
    const store = await openStore()
    await store.insert(batchOf([anEvent('a-0')]))
    await store.close()
    const whole = readFileSync(store.path)
    writeFileSync(store.path, Buffer.from(whole).fill('nothing that SQLite knows', 0, 4096))
    await expect(sqliteStore({ path: store.path }).open()).rejects.toThrow(/is damaged/)
    // Whole again by itself, as far as anyone can see; and missing.
    for (const restore of [() => writeFileSync(store.path, whole), () => rmSync(store.path)]) {
      restore()
      await expect(sqliteStore({ path: store.path }).open()).rejects.toThrow(`${store.path} was found damaged before: ${damageMarkOf(store.path)} tells how. Move both away, then restore a backup.`)
    }
    expect(existsSync(store.path)).toBe(false)
    rmSync(damageMarkOf(store.path))
    writeFileSync(store.path, whole)
    const again = await openStore({ path: store.path })
    expect((await again.health(noon)).rawEvents).toBe(1)
    await again.close()
  })

  it('is noted when the damage is met while it is in use', async () => {
    const store = await openStore()
    await store.insert(bulky('s'))
    await store.close()
    expect(toStoreError(Object.assign(new Error('database disk image is malformed'), { errcode: 11 }), store.path).message).toMatch(/damaged or no database .*left as it is/)
    await expect(sqliteStore({ path: store.path }).open()).rejects.toThrow(/was found damaged before/)
  })

  it('says so when the folder is missing', async () => {
    await expect(sqliteStore({ path: join(folder.path, 'no', 'such.db') }).open()).rejects.toThrow(/folder exists/)
  })

  it('refuses the database of another application', async () => {
    const path = folder.file()
    const foreign = new DatabaseSync(path)
    foreign.exec('CREATE TABLE customers (id)')
    foreign.close()
    await expect(sqliteStore({ path }).open()).rejects.toThrow(/another application/)
  })

  it('refuses everything once closed', async () => {
    const store = await openStore()
    await store.close()
    await store.close()
    await expect(store.insert(batchOf([anEvent('a-0')]))).rejects.toThrow(/closed/)
  })

  it('says so when the path is a folder', async () => {
    await expect(sqliteStore({ path: folder.path }).open()).rejects.toThrow(/is a folder/)
  })

  it.each([['3.53.4', true], ['3.51.3', true], ['3.51.2', false], ['3.50.7', true], ['3.50.4', false], ['3.44.6', true], ['3.45.1', false]])('judges SQLite %s', (version, safe) => {
    expect(refuseEngineVersion(version) === null).toBe(safe)
  })
})
