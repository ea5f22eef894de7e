import type { EventType, TelemetryEvent } from '@parel/telemetry-core'
import { afterAll, describe, expect, it } from 'vitest'
import { buildReport, previousPeriod } from '../../src/reports/build-report'
import { parseReportQuery } from '../../src/reports/parse-report-query'
import { calendarOf, readReportInput } from '../../src/routes/read-report'
import { memoryStore } from '../../src/store/memory'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'
import type { TelemetryStore } from '../../src/store/store'
import { createTemporaryFolder } from '../store/temporary-folder'

// A report comes from totals of the store or from the rows of all days. Both must say the same to every question.

const dayMs = 86_400_000
const now = Date.UTC(2026, 5, 1, 16, 20)
const folder = createTemporaryFolder()
afterAll(folder.remove)

const questions = [
  'days=1', 'days=7', 'days=70', 'days=40&page=/page-3', 'days=40&endpoint=/api/part-2', 'days=40&action=action_1', 'days=40&error=api_error', 'days=40&page=/page-1&action=action_2',
  'days=40&page=/nowhere', 'days=33&limit=2', 'from=2026-04-20&to=2026-05-20', 'days=1000',
]
const stores: readonly (readonly [string, () => TelemetryStore])[] = [['memory', () => memoryStore()], ['sqlite', () => sqliteStore({ path: folder.file() })]]

describe.each(stores)('totals of the %s store', (_name, create) => {
  it.each([1, 4])('make the report that the rows make, with at least %i sessions', async (minSessions) => {
    const store = create()
    await store.open()
    await fill(store)
    for (let look = 0; look < 3; look++) {
      for (const question of questions) await expect(fromTotals(store, question, minSessions)).resolves.toEqual(await fromRows(store, question, minSessions))
      // A late event makes a day that was added up before count anew; a new one belongs to today.
      await insert(store, [eventAt(now - 2 * dayMs - look, 5000 + look), eventAt(now - look, 6000 + look)])
      if (look === 1) await store.aggregate({ now })
    }
    await store.close()
  })
})

it('keeps totals with hidden names and without apart, whoever asks first', async () => {
  const store = sqliteStore({ path: folder.file() })
  await store.open()
  await fill(store)
  for (const minSessions of [1, 4, 1]) await expect(fromTotals(store, 'days=70', minSessions)).resolves.toEqual(await fromRows(store, 'days=70', minSessions))
  await store.close()
})

const askFor = (question: string, today: number) => parseReportQuery(new URLSearchParams(`${question}&include=all&compare=previous&type=session_start`), { today })

async function fromTotals(store: TelemetryStore, question: string, minSessions: number) {
  const parts = { options: { now: () => now, minSessions }, store: async () => store }
  const { query, data, setting } = await readReportInput(parts as unknown as Parameters<typeof readReportInput>[0], ({ today }) => askFor(question, today))
  expect(data).toHaveProperty('totals')
  return buildReport(query, data, setting)
}

async function fromRows(store: TelemetryStore, question: string, minSessions: number) {
  const calendar = await calendarOf(store, now)
  const clock = { today: calendar.dayOf(now), hour: calendar.hourOf(now), minute: calendar.minuteOf(now) }
  const query = askFor(question, clock.today)
  const days = async ({ from, to }: { readonly from: number; readonly to: number }) => (await store.readDays({ from, to }, now)).map(({ rows }) => rows)
  const data = { days: await days(query), transitions: await store.readTransitions(query, now), previous: await days(previousPeriod(query)) }
  return buildReport(query, data, { calendar, clock, minSessions })
}

async function fill(store: TelemetryStore): Promise<void> {
  for (let day = 80; day >= 0; day--) await insert(store, Array.from({ length: 60 }, (_, index) => eventAt(now - day * dayMs - index * 11 * 60_000, day * 60 + index)))
  await store.aggregate({ now })
}

async function insert(store: TelemetryStore, events: readonly TelemetryEvent[]): Promise<void> {
  const receivedAt = Math.max(...events.map(({ createdAt }) => createdAt))
  const { stored } = await store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt })
  expect(stored).toBe(events.length)
}

const types: readonly EventType[] = ['page_view', 'page_view', 'api_call', 'action', 'error', 'page_leave', 'session_start', 'session_end', 'web_vital', 'web_vital']

function eventAt(createdAt: number, index: number): TelemetryEvent {
  const type = types[(index * 7 + (index >> 3)) % types.length] ?? 'page_view'
  const spread = (count: number) => (index * index + index) % count
  const vital = type === 'web_vital' ? (index % 2 === 0 ? 'LCP' : 'CLS') : null
  const isTimed = type === 'api_call' || type === 'page_leave' || type === 'session_end' || vital === 'LCP'
  const page = type === 'api_call' ? `/api/part-${spread(4)}` : `/page-${spread(6)}`
  return {
    id: `totals${'0'.repeat(14)}-${index}`, type, page: type.startsWith('session') ? null : page,
    action: type === 'action' ? `action_${spread(3)}` : type === 'error' ? (index % 3 === 0 ? 'api_error' : 'boom') : vital,
    duration: isTimed ? 10 + spread(900) : null, metadata: type === 'api_call' ? { statusCode: index % 5 === 0 ? 500 : 200, method: 'GET' } : vital === 'CLS' ? { value: spread(400) / 1000 } : null,
    sessionId: `0b7c1c9e-5a0b-4e3e-9d8f-${String(Math.floor(createdAt / 7_200_000) % 9).padStart(12, '0')}`, platform: index % 3 === 0 ? 'mobile' : 'web', createdAt,
  }
}
