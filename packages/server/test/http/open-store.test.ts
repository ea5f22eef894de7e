import { expect, it, vi } from 'vitest'
import { createStoreOpener } from '../../src/open-store'
import { resolveOptions } from '../../src/resolve-options'
import { silentLogger } from '../../src/logger'
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
