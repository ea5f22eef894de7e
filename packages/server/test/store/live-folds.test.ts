import { afterAll, expect, it } from 'vitest'
import type { TelemetryStore } from '../../src/store/store'
import { anEvent, batchOf, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const [today, yesterday] = [Math.floor(noon / dayMs), Math.floor(noon / dayMs) - 1]

// Events of all days are numbered along, and read by their numbers a thousand at a time.
it('misses no event where those of another day lie between, in any number, before and after a look', async () => {
  const store = await openStore()
  await insert(store, today, 1)
  await insert(store, yesterday, 7000)
  for (let round = 0; round < 6; round++) for (const day of [today, yesterday]) await insert(store, day, 400)
  expect(await countViews(store)).toEqual([[yesterday, 9400], [today, 2401]])
  await insert(store, yesterday, 1)
  expect(await countViews(store)).toEqual([[yesterday, 9401], [today, 2401]])
  await insert(store, yesterday, 1500)
  await insert(store, today, 1)
  expect(await countViews(store)).toEqual([[yesterday, 10_901], [today, 2402]])
  await store.close()
})

let streams = 0

async function insert(store: TelemetryStore, day: number, count: number): Promise<void> {
  const stream = `stream-${streams++}`
  await store.insert(batchOf(Array.from({ length: count }, (_, index) => anEvent(`${stream}-${index}`, { createdAt: noon + (day - today) * dayMs }))))
}

async function countViews(store: TelemetryStore): Promise<readonly (readonly [day: number, views: number])[]> {
  const rows = await store.readAggregates({ from: yesterday, to: today, type: 'page_view' }, noon)
  return rows.map(({ day, count }) => [day, count] as const)
}
