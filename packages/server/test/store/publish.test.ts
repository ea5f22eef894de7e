import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { createCalendar } from '@parel/telemetry-core'
import { defaultFoldLimits } from '../../src/store/shared/fold-limits'
import { aggregate } from '../../src/store/sqlite/analyst/aggregate'
import { createLiveFolds } from '../../src/store/sqlite/analyst/live-folds'
import { createWords } from '../../src/store/sqlite/analyst/words'
import { openDatabase } from '../../src/store/sqlite/open-database'
import { anEvent, batchOf, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const today = Math.floor(noon / dayMs)

/** Aggregates the day of noon; what happens to the file between computing it and publishing it is up to `meanwhile`, once. */
async function aggregateWhile(path: string, meanwhile: () => void): Promise<readonly number[]> {
  const db = openDatabase({ path, durability: 'full', quotaBytes: 2 ** 30, busyTimeoutMs: 1000 })
  const words = createWords(db)
  const folds = createLiveFolds(db, { clock: createCalendar('UTC'), limits: defaultFoldLimits, words })
  let isOver = false
  const watched: typeof folds = {
    ...folds,
    finish(state) {
      const { rows, transitions } = folds.finish(state)
      const computed = { rows: rows(), transitions: transitions() }
      if (!isOver) meanwhile()
      isOver = true
      return { rows: () => computed.rows, transitions: () => computed.transitions }
    },
  }
  const done = await aggregate({ db, words, folds: watched, pause: async () => undefined }, { now: noon + dayMs, today: today + 1, days: null, isAborted: () => false })
  db.close()
  return done
}

function dailyNames(path: string): readonly unknown[] {
  const db = new DatabaseSync(path, { readOnly: true })
  const names = db.prepare("SELECT context, count FROM telemetry_daily WHERE type = 'page_view' ORDER BY context").all()
  db.close()
  return names
}

it('names that another process folds while a day is computed do not come back when it is published', async () => {
  const store = await openStore()
  await store.insert(batchOf([anEvent('a-0', { page: '/u/ada' })]))
  await store.close()
  const fold = () => {
    const other = new DatabaseSync(store.path)
    other.exec("UPDATE telemetry_words SET text = '/u/[id]' WHERE space = 'page'")
    other.exec('UPDATE telemetry_days SET generation = generation + 1, epoch = epoch + 1; UPDATE telemetry_state SET vocabulary = vocabulary + 1')
    other.close()
  }
  expect(await aggregateWhile(store.path, fold)).toEqual([today])
  expect(dailyNames(store.path)).toEqual([{ context: '/u/[id]', count: 1 }])
})

it('an event that arrives while its day is computed leaves the day to be computed again', async () => {
  const store = await openStore()
  await store.insert(batchOf([anEvent('a-0', { page: '/a' })]))
  const arrive = () => {
    const other = new DatabaseSync(store.path)
    other.exec(`INSERT INTO telemetry_raw SELECT key + 1, stream, sequence + 1, type, page, action, duration, status, kind, session, platform, at, metadata FROM telemetry_raw`)
    other.exec('UPDATE telemetry_days SET generation = generation + 1, events = events + 1')
    other.close()
  }
  await aggregateWhile(store.path, arrive)
  expect((await store.health(noon)).unaggregatedDays).toEqual([today])
  expect((await store.readAggregates({ from: 0, to: 99_999, type: 'page_view' }, noon)).map(({ count }) => count)).toEqual([2])
  await store.close()
})
