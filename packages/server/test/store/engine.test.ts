import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTelemetryServer } from '../../src/index'
import { refuseEngineVersion } from '../../src/store/sqlite/engine'
import { openDatabase } from '../../src/store/sqlite/open-database'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()
afterEach(() => vi.restoreAllMocks())

/** Another module in the place of node:sqlite, or none. */
function replaceEngine(engine: object | undefined): void {
  const original = process.getBuiltinModule
  vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) => (name === 'node:sqlite' ? engine : original(name))) as typeof original)
}

const sentence = /^This runtime \(v[\d.]+\) has no node:sqlite\. Run Node 22\.22\.3, 24\.15, 25\.8\.1 or later, or give another store\.$/

describe('a runtime without node:sqlite', () => {
  beforeEach(() => replaceEngine(undefined))

  it('is told so in a sentence, with the cure', async () => {
    await expect(sqliteStore({ path: folder('telemetry.db') }).open()).rejects.toThrow(sentence)
  })

  it('is told so by readiness and in the log, because a library has no terminal', async () => {
    const log: unknown[] = []
    const note = (message: string, fields?: unknown) => void log.push([message, fields])
    const telemetry = createTelemetryServer({ database: folder('telemetry.db'), schedule: false, logger: { debug: note, info: note, warn: note, error: note } })
    const answer = await telemetry.fetch(new Request('http://host.example/api/telemetry/ready'))
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 503, body: { success: false, error: { code: 'store_unavailable', message: 'This runtime has no node:sqlite. Run Node 22.22.3, 24.15, 25.8.1 or later, or give another store.' } },
    })
    expect(log[0]).toEqual(['the store cannot be opened', { reason: expect.stringMatching(sentence) }])
    expect((await telemetry.fetch(new Request('http://host.example/api/telemetry/health'))).status).toBe(200)
    await telemetry.close()
  })
})

describe('the engines of the package', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly engines: { readonly node: string } }

  // `node -p process.versions.sqlite` says 3.51.2 in 25.8.0 and 3.52.0 in 25.8.1.
  it.each([
    ['22.22.2', false], ['22.22.3', true], ['23.11.0', false], ['24.14.1', false], ['24.15.0', true], ['25.8.0', false], ['25.8.1', true], ['25.9.0', true], ['26.0.0', true],
  ])('say of Node %s whether its SQLite keeps what it commits: %s', (version, isSafe) => {
    expect(satisfies(version, engines.node)).toBe(isSafe)
  })

  it('are what the cure of a refused engine says', () => {
    const wanted = engines.node.split(' || ').map((clause) => clause.replace(/^\D+/, '').replace(/^(\d+\.\d+)\.0$/, '$1'))
    expect(refuseEngineVersion('3.50.4')).toContain(`Run Node ${wanted.join(', ')} or later.`)
  })
})

/** Knows `^` and `>=`, which is all that ours has. */
function satisfies(version: string, range: string): boolean {
  const parse = (text: string) => text.split('.').map(Number)
  const isAtLeast = (least: string) => compareVersions(parse(version), parse(least)) >= 0
  return range.split(' || ').some((clause) => (clause.startsWith('^') ? isAtLeast(clause.slice(1)) && parse(clause.slice(1))[0] === parse(version)[0] : isAtLeast(clause.slice(2))))
}

function compareVersions(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((part, index) => part !== right[index])
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}

describe('a connection', () => {
  const options = { durability: 'full', quotaBytes: 2 ** 30, busyTimeoutMs: 100 } as const

  it('is refused by a SQLite that can lose committed rows', () => {
    class Old extends DatabaseSync {
      override prepare(sql: string) {
        return super.prepare(sql.replace('sqlite_version()', "'3.45.1'"))
      }
    }
    replaceEngine({ DatabaseSync: Old })
    expect(() => openDatabase({ ...options, path: folder('telemetry.db') })).toThrow(/SQLite 3\.45\.1 can lose committed rows .*Run Node 22\.22\.3/)
  })

  it.each([['full', 2], ['normal', 1]] as const)('syncs as it was told: %s', (durability, synchronous) => {
    const db = openDatabase({ ...options, durability, path: folder('telemetry.db') })
    expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous })
    db.close()
  })

  it('leaves no log of more than 64 MiB behind', () => {
    const db = openDatabase({ ...options, path: folder('telemetry.db') })
    expect(db.prepare('PRAGMA journal_size_limit').get()).toEqual({ journal_size_limit: 64 * 1024 * 1024 })
    db.close()
  })

  it.each(['off', 'fast', '0'])('is refused when it does not sync as it was told: %s', async (durability) => {
    const path = folder('telemetry.db')
    await expect(sqliteStore({ path, durability: durability as 'full' }).open()).rejects.toThrow(`could not be opened with synchronous = ${durability}`)
  })
})
