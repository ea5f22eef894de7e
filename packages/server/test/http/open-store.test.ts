import { expect, it, vi } from 'vitest'
import { createStoreOpener } from '../../src/open-store'
import { resolveOptions } from '../../src/resolve-options'
import { silentLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'
import { StoreFullError } from '../../src/store/store'
import { fakeStore } from './fake-store'

const made = vi.hoisted(() => ({ stores: 0, closed: 0 }))
vi.mock('../../src/store/sqlite/sqlite-store', () => ({
  sqliteStore: () => {
    made.stores++
    return { open: () => Promise.reject(new Error('no thread')), close: async () => void made.closed++ }
  },
}))

it('a store that could not be opened is closed before the next is made: half of its threads may run', async () => {
  const opener = createStoreOpener(resolveOptions({ logger: silentLogger }, {}))
  for (let request = 0; request < 3; request++) await expect(opener.open()).rejects.toThrow('no thread')
  expect(made).toEqual({ stores: 3, closed: 3 })
})

it('a store of the host’s own is the host’s to close', async () => {
  const close = vi.fn<() => Promise<undefined>>()
  const opener = createStoreOpener(resolveOptions({ store: { ...fakeStore(), open: () => Promise.reject(new Error('no disk')), close }, logger: silentLogger }, {}))
  await expect(opener.open()).rejects.toThrow('no disk')
  await opener.close()
  expect(close).not.toHaveBeenCalled()
})

it.each([
  ['an option', { timeZone: 'Europe/Berlin' }, {}],
  ['the environment', {}, { TELEMETRY_TIME_ZONE: 'Europe/Berlin' }],
])('a store of the host’s own that counts its days in another zone than %s is refused with the cure', async (_name, options, environment) => {
  const error = vi.fn<() => void>()
  const opener = createStoreOpener(resolveOptions({ store: memoryStore({ timeZone: 'Asia/Tokyo' }), logger: { ...silentLogger, error }, ...options }, environment))
  const reason =
    'timeZone (TELEMETRY_TIME_ZONE) is "Europe/Berlin", but the store that was given counts its days in "Asia/Tokyo". Give the zone to the store, as in sqliteStore({ path, timeZone }), or leave it out here.'
  await expect(opener.open()).rejects.toThrow(reason)
  expect(error).toHaveBeenCalledWith('the store cannot be opened', { reason })
})

it('a disk that is full when the file is made is told with its cure', async () => {
  const error = vi.fn<() => void>()
  const reason = 'The disk or the quota of t.db is full. Free space.'
  const opener = createStoreOpener(resolveOptions({ store: { ...fakeStore(), open: () => Promise.reject(new StoreFullError(reason)) }, logger: { ...silentLogger, error } }, {}))
  await expect(opener.open()).rejects.toThrow(reason)
  expect(error).toHaveBeenCalledWith('the store cannot be opened', { reason })
})

it.each([{}, { timeZone: 'Asia/Tokyo' }, { timeZone: 'Japan' }])('a store of the host’s own with the zone of the options is taken: %o', async (options) => {
  const store = memoryStore({ timeZone: 'Asia/Tokyo' })
  await expect(createStoreOpener(resolveOptions({ store, logger: silentLogger, ...options }, {})).open()).resolves.toBe(store)
})
