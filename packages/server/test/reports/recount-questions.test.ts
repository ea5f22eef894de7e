import { EVENT_TYPES } from '@parel/telemetry-core'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createTemporaryFolder } from '../store/temporary-folder'
import { summarize } from './recount-counts'
import { checkAggregates, checkLists, checkPrevious, checkSeries, datesOf, ofDates } from './recount-question'
import { dayMs, manySteps, startRecounted } from './recounted-server'

// What a question (filters, the period before, the list of aggregates) gets of a history of two processes on one file, which are started again in the middle.

const folder = createTemporaryFolder()
afterAll(folder.remove)

const orNone = <Value>(...values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: null, freq: 2 })
const question = fc.record({
  page: orNone('/x', '/y', '/none'),
  endpoint: orNone('/x', '/z'),
  action: orNone('a', 'b'),
  error: orNone('a', 'c'),
  type: orNone(...EVENT_TYPES),
  /** Days from the end of the period to today. */
  ago: fc.oneof(fc.integer({ min: -3, max: 0 }), fc.integer({ min: -3, max: 11 })),
  /** It is asked a week after this event, at the same time of day but for some minutes. */
  event: fc.nat(),
  minutes: fc.integer({ min: -20, max: 50 }),
  length: fc.integer({ min: 0, max: 16 }),
})

it('every question gets of a history what was sent, whichever process is asked', async () => {
  await fc.assert(
    fc.asyncProperty(manySteps, fc.array(question, { minLength: 8, maxLength: 8 }), async (history, questions) => {
      const server = startRecounted(folder.file(), 2)
      for (const step of history) await server.act(step)
      for (const { ago, length, event, minutes, type, ...filters } of questions) {
        const { createdAt } = server.kept[event % server.kept.length] ?? { createdAt: server.now() }
        server.moveTo(createdAt + 7 * dayMs + minutes * 60_000)
        const now = server.now()
        const to = server.today() - ago
        const from = to - length
        const dates = datesOf(from, to)
        const given = Object.entries({ ...filters, type }).filter(([, value]) => value !== null).map(([name, value]) => `&${name}=${encodeURIComponent(value ?? '')}`)
        const query = `from=${dates[0]}&to=${dates.at(-1)}&include=all&compare=previous${given.join('')}`
        const report = await server.ask(query)
        expect(await server.ask(query, 1)).toEqual(report)
        const truth = { all: server.kept, filters, dates }
        expect(report.summary).toEqual(summarize(ofDates(truth, dates), filters))
        checkSeries(report, truth, now)
        checkLists(report, truth)
        checkAggregates(report.aggregates, truth, type)
        checkPrevious(report.previous, truth, { now, from, to })
      }
      await server.close()
    }),
    { numRuns: 8, endOnFailure: true },
  )
})
