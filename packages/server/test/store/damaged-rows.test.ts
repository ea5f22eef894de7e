import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { readStore } from '../../src/store/sqlite/read-store'
import { StoreUnavailableError } from '../../src/store/store'
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
    ['the sessions of a word', "UPDATE telemetry_vocabulary SET sessions = '[1;'"],
  ])('holds up no recording where it is %s', async (_name, sql) => {
    const store = await damaged(sql)
    expect(await store.insert({ ...batch('first'), events: [anEvent('first-1', { page: '/blog/hello' })] })).toMatchObject({ stored: 1 })
    await store.close()
  })

  it('is told as damage, and not quoted, where numbers would be wrong without it', async () => {
    const store = await damaged(`UPDATE telemetry_daily SET maps = replace(maps, '[[', '[${secret}[')`)
    const report = async () => (await store.readAggregates({ from: day, to: day }, noon + dayMs)).map(({ hours }) => hours)
    const failure: unknown = await report().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreUnavailableError)
    expect(String(failure)).toMatch(/damaged.*aggregate --all.*restore a backup/i)
    expect(String(failure)).not.toContain(secret)
    await store.aggregate({ now: noon + dayMs, days: [day] })
    expect(await report()).toHaveLength(3)
    await store.close()
  })
})
