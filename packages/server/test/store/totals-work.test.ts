import { afterAll, describe, expect, it } from 'vitest'
import { createCalendar } from '@parel/telemetry-core'
import { defaultFoldLimits } from '../../src/store/shared/fold-limits'
import { defaultVocabularyRules } from '../../src/store/shared/vocabulary'
import { createAnalyst, type Analyst } from '../../src/store/sqlite/analyst/analyst'
import { anEvent, batchOf, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const days = 200
const contexts = 60
const today = Math.floor(noon / dayMs)

describe('totals of many days', () => {
  it('cost a fraction when they are asked for again, while events keep coming', async () => {
    const path = folder.file()
    const routes = Array.from({ length: contexts }, (_, index) => `/page-${index}`)
    const store = await openStore({ path, routes })
    for (let day = days; day >= 0; day--) await store.insert(dayOfEvents(noon - day * dayMs))
    await store.aggregate({ now: noon })
    // In this thread, whose time can be measured.
    const analyst = createAnalyst(
      { role: 'analyst', path, timeZone: 'UTC', durability: 'full', quotaBytes: 2 ** 30, busyTimeoutMs: 1000, routes, limits: defaultFoldLimits, rules: defaultVocabularyRules },
      createCalendar('UTC'),
    )
    const first = await work(analyst)
    const again: number[] = []
    for (let round = 0; round < 5; round++) {
      await store.insert(batchOf([anEvent(`again-${round}`, { page: '/page-1', sessionId: null })]))
      again.push(await work(analyst))
    }
    expect(Math.min(...again) / first).toBeLessThan(0.25)
    analyst.close()
    await store.close()
  })
})

/** Microseconds of processor time. With a filter of its own, because the plain totals are added up as soon as the file is opened. */
async function work(analyst: Analyst): Promise<number> {
  const filters = { page: null, endpoint: null, action: 'save', error: null }
  const before = process.cpuUsage()
  const { rows } = await analyst.readTotals({ from: today - days, to: today, filters, minSessions: 1, hours: false, rows: true, transitions: 100, known: [] }, () => false)
  const { user, system } = process.cpuUsage(before)
  expect(rows.contexts).toHaveLength(contexts)
  return user + system
}

function dayOfEvents(at: number) {
  const events = Array.from({ length: contexts * 2 }, (_, index) => anEvent(`day-${at}-${index}`, { page: `/page-${index % contexts}`, sessionId: null, createdAt: at - index }))
  return { ...batchOf(events), receivedAt: at }
}
