import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoreUnavailableError } from '../../src/store/store'
import { anEvent, batchOf, createOpener, dayMs, noon, type FileStore } from './parts'
import { createTemporaryFolder } from './temporary-folder'
import { spyOnWorkers, type Death, type WorkerSpy } from './worker-spy'

const folder = createTemporaryFolder()
const openStore = createOpener(folder)
let spy: WorkerSpy
beforeEach(() => {
  spy = spyOnWorkers()
})
afterEach(() => spy.restore())
afterAll(folder.remove)

const view = (id: string, page = '/dashboard') => batchOf([anEvent(id, { page })])

/** Inserts until it succeeds: a worker that died often rests before it is started again. */
async function insertSoon(store: FileStore, id: string): Promise<void> {
  for (;;) {
    try {
      await store.insert(view(id))
      return
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.min(20, error.retryAfterMs)))
    }
  }
}

/** What the file holds of a day, seen by somebody else. */
function countDaily(path: string, day: number): { readonly count: number; readonly isDone: boolean } {
  const db = new DatabaseSync(path, { readOnly: true })
  const [rows, state] = [db.prepare("SELECT total(count) AS count FROM telemetry_daily WHERE day = ? AND type = 'page_view'").get(day), db.prepare('SELECT generation = aggregated_generation AS done FROM telemetry_days WHERE day = ?').get(day)]
  db.close()
  return { count: Number(rows?.count), isDone: state?.done === 1 }
}

describe('a worker that dies', () => {
  it.each<Death>(['terminate', 'exit', 'throw', 'memory'])('is started again and knows its file (%s)', async (how) => {
    const store = await openStore()
    await store.insert(view('a-0'))
    await spy.kill('scribe', how)
    expect(await store.insert(batchOf([anEvent('a-0'), anEvent('a-1')]))).toMatchObject({ stored: 1, duplicates: 1 })
    await spy.kill('analyst', how)
    expect((await store.readEvents({ limit: 5 })).events.map(({ id }) => id)).toEqual(['a-0', 'a-1'])
    expect((await store.readAggregates({ from: 0, to: 99_999, type: 'page_view' }, noon))[0]?.count).toBe(2)
    await store.close()
  })

  it('ends at once where it waits for a lock to open the file, and does not keep its process', async () => {
    const store = await openStore()
    const holder = new DatabaseSync(store.path)
    holder.exec('BEGIN IMMEDIATE')
    const insert = (id: string) => store.insert(view(id)).then(() => 'stored', () => 'an insert was refused')
    const opening = openStore({ path: store.path }).catch((error: unknown) => error)
    // Two seconds, in which the other one comes to the lock; and two more, which are far more than it may take to end.
    expect(await insert('a-0')).toBe('an insert was refused')
    const ended = spy.kill('scribe').then(() => 'the thread has ended')
    expect(await Promise.race([ended, insert('a-1')])).toBe('the thread has ended')
    expect(await opening).toMatchObject({ message: expect.stringContaining('ended with exit code 1') })
    holder.exec('ROLLBACK')
    holder.close()
    await store.close()
  })

  it('under load loses nothing that was acknowledged, and says of the rest that it is not', async () => {
    const store = await openStore()
    const acknowledged: string[] = []
    const refused: unknown[] = []
    let isOver = false
    const send = async (connection: number) => {
      for (let index = 0; !isOver; index++) {
        const id = `c${connection}-${index}`
        await store.insert(view(id)).then(() => acknowledged.push(id), (error: unknown) => refused.push(error))
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const load = Array.from({ length: 8 }, (_, connection) => send(connection))
    for (let death = 0; death < 4; death++) {
      await insertSoon(store, `probe-${death}`)
      acknowledged.push(`probe-${death}`)
      await spy.kill('scribe', death % 2 === 0 ? 'terminate' : 'exit')
    }
    await insertSoon(store, 'last-0')
    isOver = true
    await Promise.all(load)
    await store.close()
    const db = new DatabaseSync(store.path, { readOnly: true })
    const stored = db.prepare('SELECT id FROM telemetry_events').all().map(({ id }) => String(id))
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    db.close()
    expect(new Set(stored).size).toBe(stored.length)
    expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([])
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.filter((error) => !(error instanceof StoreUnavailableError))).toEqual([])
  })

  it('in the middle of a job leaves the day as it was, new or computed before, and the next job ends it', async () => {
    const first = await openStore()
    const day = Math.floor(noon / dayMs)
    const views = (prefix: string) => batchOf(Array.from({ length: 20 }, (_, index) => anEvent(`${prefix}-${index}`, { page: `/p${index}` })))
    const countIn = (path: string) => countDaily(path, day)
    await first.close()
    for (const before of [0, 20]) {
      spy.dieWriting('analyst', 'telemetry_daily')
      const store = await openStore({ path: first.path })
      await store.insert(views(`a${before}`))
      expect(await store.aggregate({ now: noon + dayMs }).catch((error: unknown) => error)).toMatchObject({ name: 'StoreUnavailableError', message: expect.stringContaining('exit code 7') })
      expect(countIn(first.path)).toEqual({ count: before, isDone: false })
      expect(await store.aggregate({ now: noon + dayMs })).toEqual({ days: [day] })
      expect(countIn(first.path)).toEqual({ count: before + 20, isDone: true })
      await store.close()
    }
  })

  it('still knows what was learned', async () => {
    const store = await openStore()
    for (let part = 0; part < 3; part++) await store.insert(batchOf(Array.from({ length: 100 }, (_, index) => anEvent(`n${part}-${index}`, { page: `/u/name${part}x${index}` }))))
    await spy.kill('scribe')
    await spy.kill('analyst')
    await store.insert(view('late-0', '/u/somebody'))
    const rows = await store.readAggregates({ from: 0, to: 99_999, type: 'page_view' }, noon)
    expect(rows.map(({ context, count }) => [context, count])).toEqual([['/u/[id]', 301]])
    await store.close()
  })

  it('makes the store unready after five deaths in a row, with a reason that names no file', async () => {
    const deaths: unknown[] = []
    const store = await openStore({ onWorkerDeath: (death) => deaths.push(death) })
    await store.ready?.()
    for (let death = 0; death < 5; death++) {
      await insertSoon(store, `a-${death}`)
      await spy.kill('scribe', death === 4 ? 'memory' : 'throw')
    }
    const error = await store.ready?.().catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(StoreUnavailableError)
    expect(error).toMatchObject({ publicReason: 'The scribe of the store ended 5 times in a row, the last time because it ran out of memory.' })
    expect(deaths).toHaveLength(5)
    expect(deaths[0]).toEqual({ role: 'scribe', deaths: 1, reason: 'of an uncaught TypeError' })
    expect(JSON.stringify(deaths)).not.toContain('ada@')
    // It is tried again all the same.
    await insertSoon(store, 'after-0')
    await store.close()
  })
})
