import { DatabaseSync } from 'node:sqlite'
import { expect, it, vi } from 'vitest'
import { aggregateTelemetryDaily, createTelemetryServer } from '../../src/index'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()

it('keeps no small count in the daily numbers either', async () => {
  const database = folder('telemetry.db')
  const telemetry = createTelemetryServer({ database, enabled: true, schedule: false, minSessions: 3 })
  const yesterday = noonOfYesterday()
  const views = (page: string, sessions: number) => Array.from({ length: sessions }, (_, index) => ({ type: 'page_view', page, sessionId: `session-${index}`, createdAt: yesterday }))
  const sixTimes = (event: Record<string, unknown>) => Array.from({ length: 6 }, (_, index) => ({ ...event, sessionId: `session-${index}`, createdAt: yesterday }))
  const more = [
    ...sixTimes({ type: 'action', action: 'save', page: '/hidden' }), ...sixTimes({ type: 'action', action: 'save', page: '/a' }),
    ...sixTimes({ type: 'error', action: 'api_error', page: '/a', metadata: { errorType: 'timeout' } }),
    ...sixTimes({ type: 'error', action: 'api_error', page: '/a', metadata: { errorType: 'odd_kind' } }).slice(0, 2),
    { type: 'page_view', page: '/seldom', sessionId: 'session-1', createdAt: yesterday + 1000 },
  ]
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([...views('/a', 6), ...views('/b', 5), ...views('/hidden', 1), ...more]) }
  expect((await telemetry.fetch(new Request('http://host.example/api/telemetry', post))).status).toBe(200)
  await telemetry.aggregate()
  await telemetry.close()
  const db = new DatabaseSync(database, { readOnly: true })
  expect(db.prepare("SELECT context, count FROM telemetry_aggregates WHERE type = 'page_view' ORDER BY context").all()).toEqual([{ context: '(rare)', count: 7 }, { context: '/a', count: 6 }])
  // Neither in the maps of other rows nor in the transitions.
  const texts = db.prepare("SELECT type, context || ' ' || coalesce(maps, '') AS text FROM telemetry_daily UNION ALL SELECT 'transition', from_page || ' ' || to_page FROM telemetry_transitions").all()
  expect(texts.filter(({ text }) => /hidden|seldom|odd_kind/.test(String(text)))).toEqual([])
  const mapsOf = (type: string, context: string) => JSON.parse(String(db.prepare('SELECT maps FROM telemetry_daily WHERE type = ? AND context = ?').get(type, context)?.maps)) as Record<string, unknown>
  expect(mapsOf('action', 'save').pages).toEqual([['(rare)', 12]])
  expect(mapsOf('error', 'api_error').errorTypes).toEqual([['(rare)', 8]])
  expect(db.prepare('SELECT from_page, to_page, count FROM telemetry_transitions').all()).toEqual([{ from_page: '(rare)', to_page: '(rare)', count: 7 }])
  db.close()
})

it('keeps none when the cron line of the guide computes them either, which knows the environment only', async () => {
  const database = folder('telemetry.db')
  vi.stubEnv('TELEMETRY_DATABASE', database)
  vi.stubEnv('TELEMETRY_MIN_SESSIONS', '3')
  const telemetry = createTelemetryServer({ enabled: true, schedule: false })
  const createdAt = noonOfYesterday()
  const views = (page: string, sessions: number) => Array.from({ length: sessions }, (_, index) => ({ type: 'page_view', page, sessionId: `session-${index}`, createdAt }))
  const body = JSON.stringify([...views('/a', 6), ...views('/b', 5), ...views('/hidden', 1)])
  expect((await telemetry.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body }))).status).toBe(200)
  await telemetry.close()
  await aggregateTelemetryDaily()
  vi.unstubAllEnvs()
  const db = new DatabaseSync(database, { readOnly: true })
  expect(db.prepare("SELECT context, count FROM telemetry_aggregates WHERE type = 'page_view' ORDER BY context").all()).toEqual([{ context: '(rare)', count: 6 }, { context: '/a', count: 6 }])
  db.close()
})

/** Far from midnight: a second later, or a run that crosses it, means the same day. */
function noonOfYesterday(): number {
  const dayMs = 86_400_000
  return (Math.floor(Date.now() / dayMs) - 0.5) * dayMs
}
