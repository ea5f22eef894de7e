import { expect, it, vi } from 'vitest'
import { exchangeableStore } from '../../src/store/exchangeable-store'
import { memoryStore } from '../../src/store/memory'
import type { TelemetryStore } from '../../src/store/store'
import { anEvent, batchOf, noon } from './parts'

/** A store that tells when it is closed. */
function watched(store: Partial<TelemetryStore> = {}) {
  const close = vi.fn<TelemetryStore['close']>(async () => {})
  return { ...memoryStore(), ...store, close }
}

it('calls that begin after an exchange go to the next store, and the one before is closed', async () => {
  const [first, second] = [watched(), watched()]
  const store = exchangeableStore(first)
  await store.insert(batchOf([anEvent('a-0')]))
  store.exchange(second)
  expect(first.close).toHaveBeenCalledOnce()
  expect((await store.health(noon)).stored).toBe(0)
  await store.close()
  expect(second.close).toHaveBeenCalledOnce()
  expect(first.close).toHaveBeenCalledOnce()
})

it('a store is closed when what was begun in it has ended, however it ended', async () => {
  const pending = Promise.withResolvers<string | null>()
  const first = watched({ readSetting: () => pending.promise })
  const store = exchangeableStore(first)
  const [asked, exported] = [store.readSetting('rules').catch(() => 'failed'), store.exportDay(0)]
  await exported.next()
  store.exchange(watched())
  expect(first.close).not.toHaveBeenCalled()
  pending.reject(new Error('locked'))
  expect(await asked).toBe('failed')
  expect(first.close).toHaveBeenCalledOnce()
})

it('a call that throws at once rejects, and holds nothing open', async () => {
  const first = watched({
    readSetting() {
      throw new Error('locked')
    },
  })
  const store = exchangeableStore(first)
  const asked = store.readSetting('rules')
  store.exchange(watched())
  await expect(asked).rejects.toThrow('locked')
  expect(first.close).toHaveBeenCalledOnce()
})

it('every call of a store is passed on', async () => {
  const { backup: _none, ...rest } = { ...memoryStore(), ready: async () => {}, backup: async () => {} }
  expect(Object.keys(exchangeableStore(memoryStore())).filter((name) => name !== 'exchange').toSorted()).toEqual(Object.keys(rest).toSorted())
})
