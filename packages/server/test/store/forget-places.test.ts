import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it } from 'vitest'
import { forgetPlaces } from '../../src/store/sqlite/scribe/forget-places'
import { anEvent, batchOf, createOpener, dayMs, noon } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const today = Math.floor(noon / dayMs)

async function openFilled(pages: readonly string[], createdAt = noon): Promise<DatabaseSync> {
  const { path, ...store } = await openStore()
  await store.insert({ ...batchOf(pages.map((page, index) => anEvent(`s-${index}`, { page, createdAt }))), receivedAt: createdAt })
  await store.close()
  return new DatabaseSync(path)
}

const placesIn = (db: DatabaseSync) => db.prepare("SELECT parent FROM telemetry_positions WHERE parent <> '' ORDER BY parent").all().map(({ parent }) => parent)

it('of a path whose last event is gone are forgotten, and those of the others stay', async () => {
  const db = await openFilled(['/docs/start/first', '/docs-old/start', '/doc/start'], noon - 3 * dayMs)
  db.exec(`UPDATE telemetry_words SET last_day = ${today} WHERE text = '/docs/start/first'`)
  expect(placesIn(db)).toEqual(['/doc', '/docs', '/docs-old', '/docs/start'])
  expect(forgetPlaces(db, today - 1)).toBe(false)
  expect(placesIn(db)).toEqual(['/docs', '/docs/start'])
  db.close()
})

it('stay while a word needs them that stands for another one', async () => {
  const db = await openFilled(['/team/first/settings', '/team/second/settings'], noon - 3 * dayMs)
  db.exec(`UPDATE telemetry_words SET text = '/team/first/settings', same_as = 1, last_day = ${today} WHERE text = '/team/second/settings'`)
  forgetPlaces(db, today - 1)
  expect(placesIn(db)).toEqual(['/team', '/team/first'])
  db.close()
})

it('are forgotten fifty at a time, so that nobody waits long for the lock', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `place${'abcdefghij'[Math.floor(index / 10)]}${'abcdefghij'[index % 10]}`)
  const db = await openFilled(names.map((name) => `/${name}/start`), noon - 3 * dayMs)
  expect(placesIn(db)).toHaveLength(60)
  expect([forgetPlaces(db, today - 1), placesIn(db).length]).toEqual([true, 10])
  expect([forgetPlaces(db, today - 1), placesIn(db).length]).toEqual([false, 0])
  db.close()
})

it('are looked for in the engine: no word leaves it', async () => {
  const db = await openFilled(Array.from({ length: 20 }, (_, index) => `/docs/page${'abcdefghijklmnopqrst'[index]}`))
  const handedOver: unknown[] = []
  const listening = new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return name === 'exec' ? target.exec.bind(target) : Reflect.get(target, name)
      return (sql: string) => {
        const statement = target.prepare(sql)
        const all = (...values: number[]) => statement.all(...values).map((row) => (handedOver.push(row), row))
        return { all, iterate: all, run: statement.run.bind(statement) }
      }
    },
  })
  forgetPlaces(listening, today - 1)
  expect(handedOver).toEqual([])
  db.close()
})
