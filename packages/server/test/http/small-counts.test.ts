import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { createTelemetryServer } from '../../src/index'

it('keeps no small count in the daily numbers either', { timeout: 30_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'small-'))
  const database = join(folder, 'telemetry.db')
  const telemetry = createTelemetryServer({ database, enabled: true, schedule: false, minSessions: 3 })
  const yesterday = Date.now() - 86_400_000
  const views = (page: string, sessions: number) => Array.from({ length: sessions }, (_, index) => ({ type: 'page_view', page, sessionId: `session-${index}`, createdAt: yesterday }))
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify([...views('/a', 6), ...views('/b', 5), ...views('/hidden', 1)]) }
  expect((await telemetry.fetch(new Request('http://host.example/api/telemetry', post))).status).toBe(200)
  await telemetry.aggregate()
  await telemetry.close()
  const db = new DatabaseSync(database, { readOnly: true })
  expect(db.prepare("SELECT context, count FROM telemetry_aggregates WHERE type = 'page_view' ORDER BY context").all()).toEqual([{ context: '(rare)', count: 6 }, { context: '/a', count: 6 }])
  db.close()
  await rm(folder, { recursive: true })
})
