import { afterAll, expect, it } from 'vitest'
import { anEvent, batchOf, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

it('a late event in one process takes neither name nor id from the later events of another', async () => {
  const first = await openStore()
  const second = await openStore({ path: first.path })
  const visit = (store: typeof first, sequence: number, { ago, arrived = ago }: { readonly ago: number; readonly arrived?: number }) =>
    store.insert({ ...batchOf([anEvent(`tab-${sequence}`, { type: 'action', action: 'saved', createdAt: noon - ago * dayMs })]), receivedAt: noon - arrived * dayMs })
  // What the first one remembers of page, action and stream is of that day.
  await visit(first, 0, { ago: 9 })
  await visit(second, 1, { ago: 0 })
  await visit(first, 2, { ago: 5, arrived: 0 })
  // The day of the late event is the last that goes.
  await second.cleanup({ now: noon, retentionDays: 4 })
  expect((await second.readEvents({ limit: 10 })).events).toMatchObject([{ id: 'tab-1', page: '/dashboard', action: 'saved' }])
  expect(await visit(second, 1, { ago: 0 })).toMatchObject({ stored: 0, duplicates: 1 })
  await Promise.all([first.close(), second.close()])
})
