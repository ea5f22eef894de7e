import { DatabaseSync } from 'node:sqlite'
import { EVENT_TYPES } from '@parel/telemetry-core'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createFoldRow, type FoldRow } from '../../src/store/shared/fold-row'
import { type PackedEvent, SQL_PACKED, unpackInto } from '../../src/store/sqlite/analyst/packed-event'
import { firstSchema } from '../../src/store/sqlite/schema'

const db = new DatabaseSync(':memory:')
db.exec(firstSchema)
const insert = db.prepare(`INSERT INTO telemetry_raw (key, stream, sequence, type, page, action, duration, status, kind, session, platform, at)
  VALUES (1, 1, :sequence, :type, :page, :action, :duration, :status, :kind, :session, :platform, :at)`)
const read = db.prepare(`SELECT ${SQL_PACKED} FROM telemetry_raw`)
read.setReturnArrays(true)
afterAll(() => db.close())

// One row for all, as in a fold: what the last event left behind must not show.
const row = createFoldRow()

function pass(event: FoldRow): FoldRow {
  db.exec('DELETE FROM telemetry_raw')
  insert.run({ ...event })
  unpackInto(row, read.get() as unknown as PackedEvent)
  return { ...row }
}

const [pageView, apiCall, webVital] = (['page_view', 'api_call', 'web_vital'] as const).map((type) => EVENT_TYPES.indexOf(type))
const large = fc.oneof(fc.nat(40), fc.nat(), fc.maxSafeNat())
const event: fc.Arbitrary<FoldRow> = fc.record({
  type: fc.nat(EVENT_TYPES.length - 1),
  platform: fc.nat(1),
  page: large,
  action: large,
  duration: fc.option(fc.nat(86_400_000)),
  status: fc.option(fc.nat(999)),
  kind: fc.oneof(fc.constant(0), large),
  session: large,
  // A day of a zone, as UTC counts it.
  at: fc.integer({ min: -60_000_000, max: 150_000_000 }),
  sequence: fc.oneof(fc.constant(-1), large),
})

describe('an event on its way out of the engine', () => {
  it('arrives with all that a fold asks of its type, whatever the numbers', () => {
    fc.assert(
      fc.property(event, (sent) => {
        const isAction = sent.type !== pageView && sent.type !== apiCall
        expect(pass(sent)).toEqual({
          ...sent,
          status: sent.type === apiCall || sent.type === webVital ? sent.status : null,
          sequence: sent.type === pageView ? sent.sequence : 0,
          action: isAction ? sent.action : 0,
          kind: isAction ? sent.kind : 0,
        })
      }),
      { numRuns: 1000 },
    )
  })

  it('has room for every type', () => {
    const types = EVENT_TYPES.map((_, type) => pass({ ...createFoldRow(), type, platform: 1, at: 86_399_999 }).type)
    expect(types).toEqual(EVENT_TYPES.map((_, type) => type))
  })
})
