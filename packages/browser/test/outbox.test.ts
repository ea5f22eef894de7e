import { beforeEach, describe, expect, it, vi } from 'vitest'
import { MAX_STORED_BYTES } from '../src/delivery-limits'
import { createOutbox } from '../src/outbox'
import { provideDatabases } from './fakes'
import { createTestSegment } from './start-sender'

/** A factory of databases that open when the test says so, and record the keys of what was put. */
function createSlowFactory() {
  const written: string[] = []
  const request: { result: unknown; onsuccess?: () => void } = { result: undefined }
  const done = <T>(result: T) => {
    const answer: { result: T; onsuccess?: () => void } = { result }
    queueMicrotask(() => answer.onsuccess?.())
    return answer
  }
  const store = {
    put: (_row: unknown, key: string) => written.push(key),
    getAll: () => done([]),
    getAllKeys: () => done([]),
    transaction: { commit: () => {} },
  }
  const database: { onclose?: () => void; transaction: () => object; close: () => void } = { transaction: () => ({ objectStore: () => store }), close: () => {} }
  request.result = database
  const open = vi.fn(() => request)
  provideDatabases({ open })
  return { opens: () => request.onsuccess?.(), open, written, database }
}

beforeEach(() => localStorage.clear())

describe('a database that opens late', () => {
  const leave = () => {
    const database = createSlowFactory()
    const outbox = createOutbox(true, '', {})
    void outbox.open_()
    outbox.put_([createTestSegment(0, 2, 1000)], 0)
    return { ...database, outbox }
  }

  it('gets what the page has left', () => {
    const { opens, written } = leave()
    opens()
    expect(written).toEqual(['s:0'])
  })

  it('gets nothing once the page is shown again, because it may be delivered by then', async () => {
    const { outbox, opens, written } = leave()
    const back = outbox.adopt_(0)
    opens()
    await back
    expect(written).toEqual([])
  })

  it('gets it once, and what is left afterwards immediately', () => {
    const { outbox, opens, written } = leave()
    opens()
    outbox.put_([createTestSegment(2, 2, 1000)], 0)
    opens()
    expect(written).toEqual(['s:0', 's:2'])
  })
})

describe('a database that the browser closes', () => {
  it('is opened again on the next access, as after a connection that iOS has lost in the background', async () => {
    const { opens, open, written, database } = createSlowFactory()
    const outbox = createOutbox(true, '', {})
    void outbox.open_()
    opens()
    database.onclose?.()
    const back = outbox.adopt_(0)
    expect(open).toHaveBeenCalledTimes(2)
    opens()
    await back
    outbox.put_([createTestSegment(0, 2, 1000)], 5)
    expect(written).toEqual(['s:0'])
  })
})

describe('rows that a page leaves as text', () => {
  const NAME = 'parel-telemetry'
  /** One tab that is left with a segment of this many characters. */
  const leaveTab = (first: number, chars: number) => {
    const database = createSlowFactory()
    const outbox = createOutbox(true, '', {})
    void outbox.open_()
    database.opens()
    outbox.put_([{ ...createTestSegment(first, 2, 1000), body_: 'x'.repeat(chars) }], 0)
  }
  const readKeys = () => Object.keys(JSON.parse(localStorage.getItem(NAME) ?? '{}') as object)

  it('are stored next to those of other tabs', () => {
    leaveTab(0, 1000)
    leaveTab(2, 1000)
    expect(readKeys()).toEqual(['s:0', 's:2'])
  })

  it('are not written if there are none', () => {
    const database = createSlowFactory()
    const outbox = createOutbox(true, '', {})
    void outbox.open_()
    database.opens()
    outbox.put_([], 0)
    expect({ ...localStorage }).toEqual({})
  })

  it('stay below the limit of the outbox over all tabs; existing rows stay', () => {
    const chars = MAX_STORED_BYTES * 0.4
    for (const first of [0, 2, 4, 6]) leaveTab(first, chars)
    expect(readKeys()).toEqual(['s:0', 's:2'])
    expect(localStorage.getItem(NAME)?.length).toBeLessThanOrEqual(MAX_STORED_BYTES)
  })
})
