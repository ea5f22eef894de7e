import { sqliteStore } from '@parel/telemetry-server'

const dayMs = 86_400_000

/** What a file is filled with. */
export interface YearOptions {
  readonly days: number
  /** Rows a day: pages, actions and endpoints in nearly equal parts, one kind of error, starts and ends of sessions. */
  readonly rows: number
  /** Events of each row. */
  readonly events: number
  /** Milliseconds since 1970-01-01 UTC; the last day is today, up to this moment. */
  readonly now: number
}

/** Fills a new SQLite file with days of events and aggregates all but the last, as the daily job would have. */
export async function makeYear(path: string, { days, rows, events, now }: YearOptions): Promise<void> {
  const third = Math.ceil((rows - 3) / 3)
  const store = sqliteStore({ path, routes: Array.from({ length: third }, (_, index) => [`/page-${index}`, `/api/part-${index}`]).flat(), maxQueuedEvents: 100_000 })
  await store.open()
  const today = Math.floor(now / dayMs)
  for (let day = today - days + 1; day <= today; day++) {
    const end = Math.min(now, (day + 1) * dayMs - 1)
    const all = eventsOfDay({ end, start: day * dayMs, third, events })
    for (let first = 0; first < all.length; first += 1000) {
      await store.insert({ events: all.slice(first, first + 1000), dropped: new Map(), removed: new Map(), stream: null, receivedAt: end })
    }
  }
  await store.aggregate({ now })
  await store.close()
}

interface DayParts {
  readonly start: number
  readonly end: number
  readonly third: number
  readonly events: number
}

function eventsOfDay({ start, end, third, events }: DayParts) {
  const stream = `year${start.toString(36).padStart(16, '0')}`
  const spread = (index: number) => start + Math.floor(((index * 7919) % 10_007) / 10_007 * (end - start))
  const make = (index: number, event: { readonly type: 'page_view' | 'action' | 'api_call' | 'error' | 'session_start' | 'session_end'; readonly page?: string; readonly action?: string; readonly duration?: number; readonly status?: number }) => ({
    id: `${stream}-${index}`, type: event.type, page: event.page ?? null, action: event.action ?? null, duration: event.duration ?? null,
    metadata: event.status === undefined ? null : { statusCode: event.status, method: 'GET' }, sessionId: `session-${start / dayMs}-${index % 300}`,
    platform: index % 3 === 0 ? 'mobile' as const : 'web' as const, createdAt: spread(index),
  })
  let index = 0
  const named = Array.from({ length: third }, (_, row) => row).flatMap((row) =>
    Array.from({ length: events }, (_, time) => [
      make(index++, { type: 'page_view', page: `/page-${row}` }),
      make(index++, { type: 'action', page: `/page-${(row + time) % third}`, action: `action_${row}` }),
      make(index++, { type: 'api_call', page: `/api/part-${row}`, duration: 20 + ((index * 7919) % 900), status: index % 40 === 0 ? 500 : 200 }),
    ]).flat(),
  )
  const errors = Array.from({ length: events }, () => make(index++, { type: 'error', page: `/page-${index % third}`, action: 'api_error' }))
  const sessions = Array.from({ length: 300 }, (_, session) => make(index++, { type: 'session_end', duration: 20_000 + ((session * 7919) % 900) * 1000 }))
  return [...named, ...errors, ...sessions]
}
