import { existsSync, rmSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { anEvent, batchOf, createOpener, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

it('a file that was deleted while it is open takes nothing more: it would be acknowledged and gone', async () => {
  const store = await openStore()
  await store.insert(batchOf([anEvent('a-0')]))
  for (const suffix of ['', '-wal', '-shm']) rmSync(store.path + suffix)
  await expect(store.insert(batchOf([anEvent('a-1')]))).rejects.toThrow(`${store.path} was deleted while it was open`)
  await expect(store.writeSetting('share:a', '{}')).rejects.toThrow('Start the server again.')
  await expect(store.ready?.()).rejects.toThrow('was deleted')
  expect((await store.health(noon)).rawEvents).toBe(1)
  expect(existsSync(store.path)).toBe(false)
  await store.close()
})
