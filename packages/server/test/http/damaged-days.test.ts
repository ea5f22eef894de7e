import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it, vi } from 'vitest'
import { readStore } from '../../src/store/sqlite/read-store'
import { createTelemetryServer, sqliteStore } from '../../src/index'
import { createTemporaryFolder } from '../store/temporary-folder'
import { runWords } from '../cli/run-words'

const folder = createTemporaryFolder()
afterAll(folder.remove)

const adminToken = 'test-token-0123456789-abcdefghijklmn'
const dayMs = 86_400_000
const first = Date.UTC(2025, 9, 12, 12)
const secret = 'meant-for-nobody'

/** A server over a file of two days, of which the first is sealed and something has written into a detail of its calls. */
async function start() {
  const path = folder.file()
  const store = sqliteStore({ path })
  await store.open()
  for (const [index, createdAt] of [first, first, first + dayMs].entries()) {
    const event = { type: 'api_call', page: '/api/user', action: null, duration: 98, metadata: { statusCode: 500 }, sessionId: 'a', platform: 'web', createdAt, id: `s-${index}` } as const
    await store.insert({ events: [event], dropped: new Map(), removed: new Map(), stream: null, receivedAt: createdAt })
  }
  await store.cleanup({ now: first + dayMs, retentionDays: 0 })
  await store.close()
  const db = new DatabaseSync(path)
  expect(db.prepare(`UPDATE telemetry_daily SET maps = replace(maps, '"statusCounts":[[', '"statusCounts":[${secret}[') WHERE type = 'api_call'`).run().changes).toBe(1)
  db.close()
  const error = vi.fn<(message: string, fields?: object) => void>()
  const opened = sqliteStore({ path })
  const telemetry = createTelemetryServer({ store: opened, adminToken, now: () => first + dayMs, logger: { debug() {}, info() {}, warn() {}, error } })
  const ask = (address: string) => telemetry.fetch(new Request(`http://host.example/api/telemetry${address}`, { headers: { authorization: `Bearer ${adminToken}` } }))
  return { ask, error, path, close: async () => (await telemetry.close(), opened.close()) }
}

it.each([['with all aggregates', ''], ['of totals', '&type=session_start']])('a damaged detail of a sealed day costs a report that detail, which it says: %s', async (_name, type) => {
  const { ask, error, close } = await start()
  for (let time = 0; time < 2; time++) {
    const answer = await ask(`?days=7&include=all&compare=previous${type}`)
    const text = await answer.text()
    expect(answer.status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({
      damagedDays: ['2025-10-12'],
      summary: { apiCalls: 3, avgApiLatency: 98 },
      endpoints: [{ endpoint: '/api/user', count: 3, errorRate: 100, statusCodes: [{ name: '500', count: 1 }] }],
    })
    expect(text).not.toContain(secret)
  }
  expect(error.mock.calls).toEqual([[expect.stringContaining('damaged'), { days: '2025-10-12', give: expect.stringContaining('restore a backup') }]])
  await close()
})

it('a report that needs nothing of it, and one of another day, say nothing', async () => {
  const { ask, close } = await start()
  for (const query of ['?days=7&include=pages,series', '?days=1&include=all']) expect(Object.keys((await (await ask(query)).json()) as object)).not.toContain('damagedDays')
  await close()
})

it('a file of it says so in its last line, as wide as the others', async () => {
  const { ask, close } = await start()
  const text = await (await ask('/export?days=7&format=csv&panel=endpoints')).text()
  expect(text.split('\r\n').slice(1)).toEqual(['/api/user,3,98,98,98,98,100,500: 1', '(incomplete: details of 2025-10-12 are damaged in the database),,,,,,,', ''])
  expect(await (await ask('/export?days=7&format=json&include=endpoints')).json()).toMatchObject({ damagedDays: ['2025-10-12'] })
  await close()
})

it('doctor names the day and the cure', async () => {
  const { path, close } = await start()
  const reader = readStore(path)
  expect(reader.damagedDays()).toEqual([first / dayMs - 0.5])
  reader.close()
  const { code, said } = await runWords(['doctor', '--database', path], {})
  expect(code).toBe(1)
  expect(said).toContain('✗ daily numbers: details of 2025-10-12 are damaged, and missing in reports\n    Days that still have raw events: parel-telemetry aggregate --database')
  await close()
})
