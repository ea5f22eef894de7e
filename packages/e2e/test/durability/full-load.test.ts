import { expect, it } from 'vitest'
import { createWorkplace } from '../../src/cli/run-command.ts'
import { readPeakBytes, recordDay } from '../../src/durability/record-day.ts'

const token = 'full-load-0123456789-abcdefghijklmnopq'

// A million events and a thousand reports: `node src/server/full-load.ts` in packages/bench.
it('the server takes little memory while a day is recorded and read', { timeout: 180_000 }, async () => {
  const work = createWorkplace()
  const server = await work.serve({ TELEMETRY_ENABLED: 'true', TELEMETRY_ADMIN_TOKEN: token, TELEMETRY_TRUSTED_PROXIES: '1' })
  const kind = { batchEvents: 100, contexts: 100 }
  await recordDay(server.url, { first: 0, batches: 1000, ...kind })
  for (let round = 0; round < 20; round++) {
    await recordDay(server.url, { first: 1000 + round * 8, batches: 8, ...kind })
    const answer = await fetch(`${server.url}/api/telemetry?days=90&include=all&limit=500&compare=previous`, { headers: { authorization: `Bearer ${token}` } })
    expect(await answer.json()).toMatchObject({ summary: { pageViews: 75 * (1008 + round * 8) } })
  }
  expect(readPeakBytes(server.child.pid ?? 0)).toBeLessThan(200 * 1024 * 1024)
  await work.end()
})
