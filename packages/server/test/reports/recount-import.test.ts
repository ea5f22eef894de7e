import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { ReportAggregate } from '@parel/telemetry-core'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { runCli } from '../../src/cli/run-cli'
import { createTemporaryFolder } from '../store/temporary-folder'
import { countBy, round } from './recount-counts'
import { dateOf, dayMs, startRecounted, steps, timeZone } from './recounted-server'

// Raw events that are moved to another file bring every number along.

const folder = createTemporaryFolder()
afterAll(folder.remove)

/** Runs the command line on a database at a time, and tells what it wrote. */
async function run(words: readonly string[], { database, now }: { readonly database: string; readonly now: number }): Promise<string> {
  const written: string[] = []
  const code = await runCli(words, {
    environment: { TELEMETRY_DATABASE: database, TELEMETRY_TIME_ZONE: timeZone },
    now: () => now,
    signal: new AbortController().signal,
    write: async (text) => void written.push(text),
    writeError: (text) => void written.push(text),
    isTerminal: false,
  })
  expect([code, written.join('').slice(0, code === 0 ? 0 : undefined)]).toEqual([0, ''])
  return written.join('')
}

/** What the guide's two views say to whoever reads the file. */
function readViews(file: string) {
  const db = new DatabaseSync(file, { readOnly: true })
  const events = db.prepare('SELECT type AS name, count(*) AS count FROM telemetry_events GROUP BY type ORDER BY count DESC, name').all()
  const aggregates = db.prepare('SELECT date, type, context, count, avgDuration, p50Duration, p95Duration, p99Duration, errorRate FROM telemetry_aggregates').all()
  db.close()
  // The API rounds.
  const rounded = (value: unknown, factor: number) => (typeof value === 'number' ? round(value, factor) : null)
  return {
    events,
    aggregates: aggregates.map((row) => ({
      ...row, avgDuration: rounded(row.avgDuration, 10), p50Duration: rounded(row.p50Duration, 10), p95Duration: rounded(row.p95Duration, 10), p99Duration: rounded(row.p99Duration, 10), errorRate: rounded(row.errorRate, 100),
    })),
  }
}

/** A row of the API as the view has it. */
const asView = ({ p50Duration = null, p95Duration = null, p99Duration = null, errorRate = null, ...row }: ReportAggregate) => ({ ...row, p50Duration, p95Duration, p99Duration, errorRate })

const nameOf = ({ date, type, context }: Readonly<Record<string, unknown>>) => JSON.stringify([date, type, context])
const byName = (left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>) => (nameOf(left) < nameOf(right) ? -1 : 1)

it('a file that took over what was exported says what the first one said, before and after it is aggregated', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const [first, second] = [folder.file(), folder.file()]
      const server = startRecounted(first)
      // Of days that were cleaned up there are no raw events to move.
      for (const step of history) await server.act(step.act === 'cleanup' ? { ...step, act: 'aggregate' } : step)
      const [now, kept] = [server.lastAct(), server.kept.length]
      fc.pre(kept > 0)
      server.moveTo(now)
      const query = `from=${new Date((server.today() - 30) * dayMs).toISOString().slice(0, 10)}&include=all`
      const before = await server.ask(query)
      await server.close()
      writeFileSync(`${first}.ndjson`, await run(['export'], { database: first, now }))
      expect(JSON.parse(await run(['import', `${first}.ndjson`, '--json'], { database: second, now }))).toEqual({ stored: kept, duplicates: 0, dropped: {} })
      const other = startRecounted(second)
      other.moveTo(now)
      expect(await other.ask(query)).toEqual(before)
      await run(['aggregate'], { database: second, now })
      expect(await other.ask(query)).toEqual(before)
      await other.close()
      const views = readViews(second)
      expect(views.events).toEqual(countBy(server.kept, ({ type }) => type))
      // Of today there are events only.
      expect(views.aggregates.toSorted(byName)).toEqual(before.aggregates.filter(({ date }) => date < dateOf(now)).map(asView).toSorted(byName))
    }),
    { numRuns: 3, endOnFailure: true },
  )
})
