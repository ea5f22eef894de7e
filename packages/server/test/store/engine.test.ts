import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTelemetryServer } from '../../src/index'
import { openDatabase } from '../../src/store/sqlite/open-database'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

/** Another module in the place of node:sqlite, or none. */
function replaceEngine(engine: object | undefined): void {
  const original = process.getBuiltinModule
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) => (name === 'node:sqlite' ? engine : original(name))) as typeof original)
}

const sentence = /^This runtime \(v[\d.]+\) has no node:sqlite\. Run Node 22\.22\.3, 24\.15 or later, or give another store\.$/

describe('a runtime without node:sqlite', () => {
  beforeEach(() => replaceEngine(undefined))

  it('is told so in a sentence, with the cure', async () => {
    await expect(sqliteStore({ path: join(folder, 'telemetry.db') }).open()).rejects.toThrow(sentence)
  })

  it('is told so by readiness and in the log, because a library has no terminal', async () => {
    const log: unknown[] = []
    const note = (message: string, fields?: unknown) => void log.push([message, fields])
    const telemetry = createTelemetryServer({ database: join(folder, 'telemetry.db'), schedule: false, logger: { debug: note, info: note, warn: note, error: note } })
    const answer = await telemetry.fetch(new Request('http://host.example/api/telemetry/ready'))
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 503, body: { success: false, error: { code: 'store_unavailable', message: 'This runtime has no node:sqlite. Run Node 22.22.3, 24.15 or later, or give another store.' } },
    })
    expect(log[0]).toEqual(['the store cannot be opened', { reason: expect.stringMatching(sentence) }])
    expect((await telemetry.fetch(new Request('http://host.example/api/telemetry/health'))).status).toBe(200)
    await telemetry.close()
  })
})

describe('a connection', () => {
  const options = { durability: 'full', quotaBytes: 2 ** 30, busyTimeoutMs: 100 } as const

  it('is refused by a SQLite that can lose committed rows', () => {
    class Old extends DatabaseSync {
      override prepare(sql: string) {
        return super.prepare(sql.replace('sqlite_version()', "'3.45.1'"))
      }
    }
    replaceEngine({ DatabaseSync: Old })
    expect(() => openDatabase({ ...options, path: join(folder, 'telemetry.db') })).toThrow(/SQLite 3\.45\.1 can lose committed rows .*Run Node 22\.22\.3/)
  })

  it.each([['full', 2], ['normal', 1]] as const)('syncs as it was told: %s', (durability, synchronous) => {
    const db = openDatabase({ ...options, durability, path: join(folder, 'telemetry.db') })
    expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous })
    db.close()
  })

  it('leaves no log of more than 64 MiB behind', () => {
    const db = openDatabase({ ...options, path: join(folder, 'telemetry.db') })
    expect(db.prepare('PRAGMA journal_size_limit').get()).toEqual({ journal_size_limit: 64 * 1024 * 1024 })
    db.close()
  })

  it.each(['off', 'fast', '0'])('is refused when it does not sync as it was told: %s', async (durability) => {
    const path = join(folder, 'telemetry.db')
    await expect(sqliteStore({ path, durability: durability as 'full' }).open()).rejects.toThrow(`could not be opened with synchronous = ${durability}`)
  })
})
