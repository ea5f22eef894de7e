import { DatabaseSync } from 'node:sqlite'
import { createCalendar } from '@parel/telemetry-core'
import { afterAll, expect, it } from 'vitest'
import { defaultFoldLimits } from '../../src/store/shared/fold-limits'
import { readDayStates } from '../../src/store/sqlite/analyst/day-states'
import { createLiveFolds } from '../../src/store/sqlite/analyst/live-folds'
import { createWords } from '../../src/store/sqlite/analyst/words'
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

// Thousands of sessions cross midnight where many are awake at night; to look them up costs milliseconds.
it('looks up the sessions of earlier days again only when the day has changed', async () => {
  const store = await openStore()
  const midnight = today * dayMs
  await store.insert(batchOf([anEvent('a-0', { sessionId: 'a', createdAt: midnight - 1 }), anEvent('a-1', { sessionId: 'a', createdAt: midnight }), anEvent('b-1', { sessionId: 'b', createdAt: midnight })]))
  const db = new DatabaseSync(store.path, { readOnly: true })
  const lookUps = countQuestions(db, 'FROM telemetry_sessions')
  const folds = createLiveFolds(db, { clock: createCalendar('UTC'), limits: defaultFoldLimits, words: createWords(db) })
  const begun = () => {
    const [state] = readDayStates(db, { from: today, to: today })
    if (state === undefined) throw new Error('There are no events of the day.')
    while (folds.advance(state));
    return folds.finish(state).rows().find(([type]) => type === 'session_start')?.[2]
  }
  expect([begun(), begun(), begun(), lookUps()]).toEqual([1, 1, 1, 1])
  // The second session turns out to have begun yesterday, too.
  await store.insert(batchOf([anEvent('b-0', { sessionId: 'b', createdAt: midnight - 1 })]))
  expect([begun(), begun(), lookUps()]).toEqual([undefined, undefined, 2])
  db.close()
  await store.close()
})

it('moves a session that two processes know to the earliest of its days, and tells the day that counted it', async () => {
  const first = await openStore()
  const second = await openStore({ path: first.path })
  const insertOn = (store: TelemetryStore, day: number) => store.insert(batchOf([anEvent(`moved-${day}`, { sessionId: 'moved', createdAt: noon + (day - today) * dayMs })]))
  await insertOn(first, today)
  await insertOn(second, yesterday)
  await first.aggregate({ now: noon })
  await insertOn(first, yesterday - 1)
  const rows = await first.readAggregates({ from: yesterday - 1, to: today, type: 'session_start' }, noon)
  expect(rows.map(({ day, count }) => [day, count])).toEqual([[yesterday - 1, 1]])
  await second.close()
  await first.close()
})

/** How often a statement with this text was asked from now on. */
function countQuestions(db: DatabaseSync, text: string): () => number {
  const prepare = db.prepare.bind(db)
  let questions = 0
  db.prepare = (sql) => {
    const statement = prepare(sql)
    const all = statement.all.bind(statement) as (...values: unknown[]) => ReturnType<typeof statement.all>
    return sql.includes(text) ? Object.assign(statement, { all: (...values: unknown[]) => (questions++, all(...values)) }) : statement
  }
  return () => questions
}

let streams = 0

async function insert(store: TelemetryStore, day: number, count: number): Promise<void> {
  const stream = `stream-${streams++}`
  await store.insert(batchOf(Array.from({ length: count }, (_, index) => anEvent(`${stream}-${index}`, { createdAt: noon + (day - today) * dayMs }))))
}

async function countViews(store: TelemetryStore): Promise<readonly (readonly [day: number, views: number])[]> {
  const rows = await store.readAggregates({ from: yesterday, to: today, type: 'page_view' }, noon)
  return rows.map(({ day, count }) => [day, count] as const)
}
