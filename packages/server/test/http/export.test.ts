import { describe, expect, it } from 'vitest'
import { createTelemetryServer, memoryStore } from '../../src/index'

const adminToken = 'test-token-0123456789-abcdefghijklmn'
const now = Date.parse('2025-10-13T16:20:00Z')

/** A server in a zone where the day begins before that of UTC, with one event of each kind that a panel shows. */
async function start() {
  const telemetry = createTelemetryServer({ store: memoryStore({ timeZone: 'Europe/Istanbul' }), adminToken, enabled: true, now: () => now })
  const sessionId = 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d'
  const events = [
    { type: 'page_view', page: '/a' }, { type: 'page_view', page: '/b' }, { type: 'action', action: 'save', page: '/b' }, { type: 'error', action: 'api_error', page: '/b' },
    { type: 'api_call', page: '/api/user', duration: 98, metadata: { statusCode: 200 } }, { type: 'session_end', duration: 5000 },
    { type: 'web_vital', action: 'CLS', page: '/b', metadata: { value: 0.25 } },
  ]
  const body = JSON.stringify(events.map((event, index) => ({ ...event, sessionId, createdAt: now - 10_000 + index })))
  await telemetry.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
  return (query: string) => telemetry.fetch(new Request(`http://host.example/api/telemetry/export?${query}`, { headers: { authorization: `Bearer ${adminToken}` } }))
}

describe('an export', () => {
  it.each([
    ['format=csv&panel=pages&days=7', 'telemetry-pages-2025-10-07-2025-10-13.csv'],
    ['format=json&days=1', 'telemetry-2025-10-13-2025-10-13.json'],
    ['format=csv&panel=series&from=2025-10-01&to=2025-10-02', 'telemetry-series-2025-10-01-2025-10-02.csv'],
  ])('bears the days of the reporting time zone in its name: %s', async (query, name) => {
    const ask = await start()
    expect((await ask(query)).headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
  })

  it.each([
    ['summary', 'pageViews,2'],
    ['aggregates', '2025-10-13,api_call,/api/user,1,98,98,98,98,0'],
    ['series', '2025-10-13,2,1,1,1,1,98,98,100,5000,0'],
    ['hours', '2025-10-13T19:00,2,1,1,1,1,,,100,,'],
    ['pages', '/b,1,1,,1'],
    ['actions', 'save,1,1,100,/b: 1'],
    ['endpoints', '/api/user,1,98,98,98,98,0,200: 1'],
    ['errors', 'kind,network_error,0'],
    ['errors-by-day', 'time,name,count'],
    ['errors-by-day', '2025-10-13,api_error,1'],
    ['sessions', 'total,sessions,1'],
    ['sessions', 'total,avgLength,5000'],
    ['sessions', 'total,medianLength,5000'],
    ['sessions', 'length,4096 to 8192,1'],
    ['sessions', 'platform,web,1'],
    ['sessions', 'start,19:00,1'],
    ['sessions', 'end,18:00,0'],
    ['sessions', 'end,19:00,1'],
    ['transitions', '/a,/b,1'],
    ['vitals', ',CLS,1,0.248,needs-improvement,0,1,0'],
    ['vitals', '/b,CLS,1,0.248,needs-improvement,0,1,0'],
    ['vitals-by-day', 'time,LCP,INP,CLS,FCP,TTFB'],
    ['vitals-by-day', '2025-10-13,,,0.248,,'],
  ])('has the panel %s', async (panel, line) => {
    const ask = await start()
    const answer = await ask(`format=csv&days=1&panel=${panel}`)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect((await answer.text()).split('\r\n')).toContain(line)
  })

  it.each(['format=csv', 'format=csv&panel=live', 'format=xml', 'format=csv&panel=pages&days=0', 'panel=pages', 'format=json&panel=nonsense'])('is refused with what is allowed: %s', async (query) => {
    const ask = await start()
    const answer = await ask(query)
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 400, body: { error: { code: 'invalid_query', message: expect.stringContaining('Allowed: ') as string } } })
  })
})
