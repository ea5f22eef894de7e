import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { readStore } from '../../src/store/sqlite/read-store'
import { anEvent, batchOf, createOpener, dayMs, noon, type FileStore } from './parts'
import { createTemporaryFolder } from './temporary-folder'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
afterAll(folder.remove)

const secret = 'meant-for-nobody'
const day = noon / dayMs - 0.5
const batch = (id: string) => ({ ...batchOf([anEvent(`${id}-0`, { page: '/blog/hello' })]), stream: { id, nextSequence: 1, lost: new Map([['overflow', 2]]) } })

/** The file as it is after something else has written into a text of it: whole for the engine. */
async function damaged(sql: string): Promise<FileStore> {
  const store = await openStore()
  await store.insert(batch('first'))
  await store.insert(batchOf([anEvent('a-0', { metadata: { plan: secret } }), anEvent('a-1', { metadata: { plan: 'pro' } })]))
  await store.aggregate({ now: noon + dayMs })
  await store.close()
  const db = new DatabaseSync(store.path)
  expect(db.prepare(sql).run().changes).not.toBe(0)
  db.close()
  return openStore({ path: store.path })
}

const brokenMetadata = `UPDATE telemetry_raw SET metadata = replace(metadata, '"plan":', '"plan";') WHERE metadata LIKE '%${secret}%'`

describe('a stored text that is no JSON any more', () => {
  it('costs an event its metadata, and holds up neither the event nor those behind it', async () => {
    const store = await damaged(brokenMetadata)
    const expected = [['first-0', null], ['a-0', null], ['a-1', { plan: 'pro' }]]
    expect((await store.readEvents({ limit: 5 })).events.map(({ id, metadata }) => [id, metadata])).toEqual(expected)
    const reader = readStore(store.path)
    expect((await Array.fromAsync(reader.exportDay(day))).map(({ id, metadata }) => [id, metadata])).toEqual(expected)
    reader.close()
    await store.close()
  })

  it.each([
    ['what is known of a stream', "UPDATE telemetry_streams SET progress = 'x' || progress, lost = 'x' || lost WHERE lost IS NOT NULL"],
    ['what is known of a stream, and whole JSON without a name', `UPDATE telemetry_streams SET progress = replace(progress, '"missing"', '"mjssing"'), lost = '{"a":1}' WHERE lost IS NOT NULL`],
    ['how far a stream came, and whole JSON without numbers', `UPDATE telemetry_streams SET progress = '{"next":0,"missing":[5],"abandoned":0}', lost = '[7,["overflow"]]' WHERE lost IS NOT NULL`],
    ['the sessions of a word', "UPDATE telemetry_vocabulary SET sessions = '[1;'"],
    ['the sessions of a word, and whole JSON that lists none', "UPDATE telemetry_vocabulary SET sessions = '5'"],
  ])('holds up no recording where it is %s', async (_name, sql) => {
    const store = await damaged(sql)
    expect(await store.insert({ ...batch('first'), events: [anEvent('first-1', { page: '/blog/hello' })] })).toMatchObject({ stored: 1 })
    await store.close()
  })

  it('holds up no reading where it is the name of a session', async () => {
    const store = await damaged('UPDATE telemetry_sessions SET name = 5')
    expect((await store.readEvents({ limit: 5 })).events).toHaveLength(3)
    await store.close()
  })

  const readHours = async (store: FileStore) => (await store.readAggregates({ from: day, to: day }, noon + dayMs)).map((row) => [row.type, row.count, row.hours.size, row.isDamaged === true] as const)
  const readTotals = (store: FileStore, hours = true) =>
    store.readTotals({ from: day, to: day, filters: { page: null, endpoint: null, action: null, error: null }, minSessions: 1, hours, rows: true, transitions: 0 }, noon + dayMs)

  it.each([
    ['no JSON', "replace(maps, '[[', '[7,[')"],
    ['whole JSON without a list', `replace(maps, '"hours":[[', '"hours":{"a":[[') || '}'`],
  ])('costs a row of the daily numbers its parts, never its count, where it is %s', async (_name, sql) => {
    const store = await damaged(`UPDATE telemetry_daily SET maps = ${sql} WHERE type = 'page_view'`)
    expect(await readHours(store)).toEqual([['page_view', 1, 0, true], ['page_view', 2, 0, true], ['session_start', 1, 1, false]])
    await store.close()
  })

  it('is told with its day to who asked for the numbers, in whichever thread it was met, each time', async () => {
    const store = await damaged("UPDATE telemetry_daily SET maps = replace(maps, '[[', '[7,[')")
    const rows = await readHours(store)
    expect(rows.length).toBeGreaterThan(1)
    for (const [, count, hours, isDamaged] of rows) expect([count > 0, hours, isDamaged]).toEqual([true, 0, true])
    for (let time = 0; time < 2; time++) {
      const totals = await readTotals(store)
      expect(totals.damaged).toEqual([day])
      expect(totals.rows.map(({ type, count }) => [type, count])).toEqual(expect.arrayContaining(rows.map(([type, count]) => [type, count])))
    }
    await store.close()
  })

  it('is not told where nothing of it is needed, nor when its day was computed again', async () => {
    const store = await damaged(`UPDATE telemetry_daily SET maps = replace(maps, '[[', '[${secret}[') WHERE type = 'page_view'`)
    expect((await readTotals(store, false)).damaged).toBeUndefined()
    expect((await readTotals(store)).damaged).toEqual([day])
    await store.aggregate({ now: noon + dayMs, days: [day] })
    expect((await readTotals(store)).damaged).toBeUndefined()
    expect((await readHours(store)).filter(([, , , isDamaged]) => isDamaged)).toEqual([])
    await store.close()
  })

  it('is told with its cure where it is the time zone', async () => {
    await expect(damaged("UPDATE telemetry_meta SET value = 'UTB' WHERE key = 'time_zone'")).rejects.toThrow(/counts its days in "UTB", which is no time zone.*Restore a backup/)
  })
})
