import { getEventListeners } from 'node:events'
import { afterAll, expect, it } from 'vitest'
import { createOpener, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

it('a job that has ended leaves nothing on the signal that could have stopped it: the schedule has one for as long as it lives', async () => {
  const store = await openStore()
  const stopping = new AbortController()
  await store.aggregate({ now: noon, signal: stopping.signal })
  await store.cleanup({ now: noon, retentionDays: 30, signal: stopping.signal })
  expect(getEventListeners(stopping.signal, 'abort')).toHaveLength(0)
  await store.close()
})
