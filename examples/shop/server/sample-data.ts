import { createTelemetryServer } from '@parel/telemetry-server'
import { createRandom, type Random } from './random.ts'
import { createSampleSession } from './sample-session.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const SESSIONS_PER_DAY = 130
/** Requests under way at once. */
const PARALLEL = 40
/** Share of a day's visits in each hour, by local habit: quiet nights, a bump at lunch, the evening. */
const HOURS = [2, 1, 1, 1, 1, 2, 4, 8, 11, 12, 12, 13, 15, 13, 12, 12, 13, 15, 18, 21, 22, 18, 11, 5]
const WEEKDAYS = [1.25, 0.9, 0.85, 0.9, 0.95, 1.05, 1.3]

interface SampleDataOptions {
  readonly database: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
  readonly days: number
}

/** What became of the events. */
export interface SampleDataResult {
  readonly accepted: number
  readonly duplicates: number
  readonly refused: number
}

/**
 * Sends plausible traffic of past days through the handler that pages use, with the handler's clock set to each hour: it refuses events
 * that are a week old, and rightly so. The same day always brings the same events, so that sending them twice counts them once.
 */
export async function sendSampleData({ database, now, days }: SampleDataOptions): Promise<SampleDataResult> {
  let clock = now
  const server = createTelemetryServer({ database, enabled: true, rateLimit: false, schedule: false, now: () => clock })
  const total = { accepted: 0, duplicates: 0, refused: 0 }
  const today = Math.floor(now / DAY_MS)
  // Whole days, and what today has so far: just after midnight that is nothing.
  for (let day = today - days; day <= today; day += 1) {
    for (const [hour, batches] of createDay(day, { today, days }).entries()) {
      const end = day * DAY_MS + (hour + 1) * HOUR_MS
      if (end > now) break
      // Long visits begun in this hour are over by then, too.
      clock = Math.min(now, end + HOUR_MS)
      await sendAll(server.fetch, { batches, sentAt: clock, total })
    }
  }
  clock = now
  await (await server.store()).aggregate({ now })
  await server.close()
  return total
}

interface Batch {
  readonly t0: number
  readonly body: string
}

function createDay(day: number, { today, days }: { readonly today: number; readonly days: number }): readonly (readonly Batch[])[] {
  const random = createRandom(day * 7919)
  const growth = 1 + 0.5 * (1 - (today - day) / days)
  const sessions = SESSIONS_PER_DAY * growth * (WEEKDAYS[(day + 4) % 7] ?? 1) * (0.9 + random.next() * 0.2)
  const sum = HOURS.reduce((all, share) => all + share, 0)
  return HOURS.map((share, hour) =>
    Array.from({ length: Math.round((sessions * share) / sum + random.next() - 0.5) }, () => createBatch(random, { day, hour, isBadDay: today - day === 9 })),
  )
}

function createBatch(random: Random, { day, hour, isBadDay }: { readonly day: number; readonly hour: number; readonly isBadDay: boolean }): Batch {
  const t0 = Math.floor(day * DAY_MS + (hour + random.next()) * HOUR_MS)
  // One evening, the API had a bad time: a dashboard must show that at a glance.
  const { rows } = createSampleSession(random, { trouble: isBadDay && hour > 17 ? 9 : 1 })
  const body = {
    v: 1,
    stream: t0.toString(36).padStart(9, '0').slice(-9) + random.word(11),
    s0: 0,
    sid: `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-9${hex(random, 3)}-${hex(random, 12)}`,
    pf: random.chance(0.38) ? 'mobile' : 'web',
    t0,
    ev: rows,
  }
  return { t0, body: JSON.stringify(body) }
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random.next() * 16).toString(16)).join('')
}

interface Sending {
  readonly batches: readonly Batch[]
  readonly sentAt: number
  readonly total: { accepted: number; duplicates: number; refused: number }
}

async function sendAll(fetch: (request: Request) => Promise<Response>, { batches, sentAt, total }: Sending): Promise<void> {
  for (let first = 0; first < batches.length; first += PARALLEL) {
    await Promise.all(
      batches.slice(first, first + PARALLEL).map(async ({ body }) => {
        const request = new Request(`http://127.0.0.1/api/telemetry?v=1&st=${sentAt}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
        const answer = (await (await fetch(request)).json()) as Answer
        if (!answer.success) throw new Error(`The sample data were refused: ${answer.error.message}`)
        total.accepted += answer.accepted
        total.duplicates += answer.duplicates
        total.refused += Object.values(answer.dropped).reduce((sum, count) => sum + count, 0)
      }),
    )
  }
}

type Answer =
  | { readonly success: true; readonly accepted: number; readonly duplicates: number; readonly dropped: Readonly<Record<string, number>> }
  | { readonly success: false; readonly error: { readonly message: string } }
