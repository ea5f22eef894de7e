import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { createTelemetryServer, sqliteStore, type SqliteStoreOptions } from '../../src/index'
import { silentLogger } from '../../src/logger'
import { prepareFolder } from '../prepare-folder'

const folder = prepareFolder()
const sources = 1000
const eventsPerSource = 20
const body = JSON.stringify(Array.from({ length: eventsPerSource }, () => ({ type: 'page_view', page: '/a' })))

it.each<[string, Partial<SqliteStoreOptions>, [number, number]]>([
  // 10,000 events may wait; the other half of the flood has to come again.
  ['its events', {}, [500, 500]],
  // An event is estimated at no less than 200 bytes, so fewer than 10,000 of them fit into 2 MB.
  ['its bytes', { maxQueuedEvents: 1e6, maxQueuedBytes: 2e6 }, [500, 1000]],
])('a flood from a thousand sources is turned away with 503 where the queue ends, by %s; health answers meanwhile, and all that was acknowledged is stored', async (_bound, limits, [fewest, most]) => {
  const path = folder('telemetry.db')
  const store = sqliteStore({ path, busyTimeoutMs: 50_000, ...limits })
  const telemetry = createTelemetryServer({ store, enabled: true, trustedProxies: 1, logger: silentLogger })
  await telemetry.store()
  const address = (index: number) => `203.0.${Math.floor(index / 250)}.${index % 250}`
  const post = (index: number) =>
    telemetry.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': address(index) }, body }), { remoteAddress: '10.0.0.1' })
  // Nothing can be written while the flood comes. Until then the server may be noting its rules.
  const other = new DatabaseSync(path, { timeout: 60_000 })
  other.exec('BEGIN IMMEDIATE')
  let answered = 0
  const flood = Array.from({ length: sources }, async (_, index) => {
    const answer = await post(index)
    if (answer.status === 200) answered++
    return answer
  })
  expect((await telemetry.fetch(new Request('http://host.example/api/telemetry/health'))).status).toBe(200)
  expect(answered).toBe(0)
  other.exec('ROLLBACK')
  other.close()
  const answers = await Promise.all(flood)
  const refused = answers.filter(({ status }) => status !== 200)
  expect(new Set(refused.map(({ status, headers }) => `${status} ${headers.get('retry-after')}`))).toEqual(new Set(['503 1']))
  expect(refused.length).toBeGreaterThanOrEqual(fewest)
  expect(refused.length).toBeLessThanOrEqual(most)
  const stored = (sources - refused.length) * eventsPerSource
  expect(await (await telemetry.store()).health(Date.now())).toMatchObject({ stored, rawEvents: stored })
  expect((await post(0)).status).toBe(200)
  await telemetry.close()
  await store.close()
})
