import { storeContract } from '@parel/telemetry-testing'
import { afterAll } from 'vitest'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'
import type { TelemetryStore } from '../../src/store/store'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
afterAll(folder.remove)
const paths = new WeakMap<object, string>()

async function openAt(path: string, settings = {}): Promise<TelemetryStore> {
  // Several stores of one file wait for each other, on a busy machine longer than a request would.
  const store = sqliteStore({ path, busyTimeoutMs: 60_000, ...settings })
  paths.set(store, path)
  await store.open()
  return store
}

storeContract('sqlite', {
  create: (settings) => openAt(folder.file(), settings),
  again: (store, settings) => openAt(paths.get(store) ?? '', settings),
})
