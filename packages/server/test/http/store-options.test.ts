import { expect, it } from 'vitest'
import { memoryStore, type MemoryStoreOptions } from '../../src/store/memory'
import { sqliteStore, type SqliteStoreOptions } from '../../src/store/sqlite/sqlite-store'

const path = './telemetry.db'
const onlySqlite: readonly (readonly [options: unknown, message: string])[] = [
  [undefined, "The options of sqliteStore are undefined. Give an object, for example { path: './telemetry.db' }."],
  ['./telemetry.db', "The options of sqliteStore are a text. Give an object, for example { path: './telemetry.db' }."],
  [{}, 'path is undefined. Give the path of a file, for example "./telemetry.db".'],
  [{ path: '' }, 'path is "". Give the path of a file, for example "./telemetry.db".'],
  [{ path: 5 }, 'path is 5. Give the path of a file, for example "./telemetry.db".'],
  [{ pth: path }, '"pth" is no option of sqliteStore. Did you mean "path"?'],
  [{ path, durability: true }, 'durability is true. Give a text, for example "full", or leave it out.'],
  [{ path, quotaBytes: -1 }, 'quotaBytes is -1. Give a whole number from 1, for example 10737418240, or leave it out.'],
  [{ path, quotaBytes: '10' }, 'quotaBytes is "10". Give a whole number from 1, for example 10737418240, or leave it out.'],
  [{ path, quotaBytes: Infinity }, 'quotaBytes is Infinity. Give'],
  [{ path, maxQueuedEvents: 0 }, 'maxQueuedEvents is 0. Give a whole number from 1, for example 10000, or leave it out.'],
  [{ path, maxQueuedBytes: Number.NaN }, 'maxQueuedBytes is NaN. Give a whole number from 1, for example 16777216, or leave it out.'],
  [{ path, busyTimeoutMs: 2 ** 31 }, 'busyTimeoutMs is 2147483648. Give a whole number from 0 to 2147483647, for example 2000, or leave it out.'],
  [{ path, onWorkerDeath: 'log' }, 'onWorkerDeath is "log". Give a function that is told of each death, or leave it out.'],
]
const both: readonly (readonly [options: object, message: string])[] = [
  [{ timeZone: 5 }, 'timeZone is 5. Give a text, for example "Europe/Berlin", or leave it out.'],
  [{ routes: '/a' }, 'routes is "/a". Give a list of texts, for example ["/u/[name]"], or leave it out.'],
  [{ routes: ['a'] }, 'routes has "a". Give routes such as "/docs/install,/u/[name]".'],
  [{ limits: 5 }, 'limits is 5. Give an object such as { minSessions: 11 }, or leave it out.'],
  [{ limits: { contextsPerDay: -1 } }, 'limits.contextsPerDay is -1. Give a whole number from 1, for example 500, or leave it out.'],
  [{ limits: { namesPerMap: '50' } }, 'limits.namesPerMap is "50". Give'],
  [{ limits: { minSessions: undefined } }, 'limits.minSessions is undefined. Give'],
  [{ limits: { minSessions: 10_001 } }, 'limits.minSessions is 10001. Give a whole number from 1 to 10000, for example 11, or leave it out.'],
  [{ limits: { contextPerDay: 1 } }, '"contextPerDay" in limits is no limit. Did you mean "contextsPerDay"?'],
  [{ vocabulary: [] }, 'vocabulary is a list. Give an object such as { sessionsToShow: 11 }, or leave it out.'],
  [{ vocabulary: { sessionsToShow: 1.5 } }, 'vocabulary.sessionsToShow is 1.5. Give a whole number from 0, for example 11, or leave it out.'],
  [{ vocabulary: { hours: 1 } }, '"hours" in vocabulary is no threshold. Give one of: instantWords, '],
]
const refusal = (message: string) => expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(message) })

it.each([...onlySqlite, ...both.map(([options, message]) => [{ path, ...options }, message] as const)])('a store in a file refuses %j: %s', (options, message) => {
  expect(() => sqliteStore(options as SqliteStoreOptions)).toThrow(refusal(message))
})

it.each([
  [null, "The options of memoryStore are null. Give an object, for example { timeZone: 'UTC' }."] as const,
  [{ path }, '"path" is no option of memoryStore. Give one of: timeZone, routes, limits, vocabulary.'] as const,
  [{ timeZone: 'Mars/X' }, 'timeZone is "Mars/X". Give an IANA name, for example "Europe/Berlin" or "UTC".'] as const,
  ...both,
])('a store in memory refuses %j: %s', (options, message) => {
  expect(() => memoryStore(options as MemoryStoreOptions)).toThrow(refusal(message))
})

it('what is undefined was left out', () => {
  const unset = { timeZone: undefined, routes: undefined, limits: undefined, vocabulary: undefined }
  expect(() => [memoryStore(unset), sqliteStore({ path, ...unset, quotaBytes: undefined, onWorkerDeath: undefined })]).not.toThrow()
})
