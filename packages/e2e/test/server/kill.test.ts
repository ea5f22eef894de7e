import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'
import { connections, eventsPerRequest, runKillRounds, startChild } from './kill-rounds.ts'

// `KILLS=2000 pnpm exec vitest run --project e2e packages/e2e/test/server/kill` is the long form.
const rounds = Number(process.env.KILLS ?? 200)
const minuteMs = 60_000

describe('a server that is killed while it writes, aggregates and cleans up', () => {
  it(`keeps everything that it acknowledged, over ${rounds} kills`, { timeout: 15 * minuteMs + rounds * 3000 }, async () => {
    const database = join(createTemporaryFolder(), 'telemetry.db')
    const result = await runKillRounds({ database, mode: 'real', rounds })
    expect(result).toMatchObject({ lost: 0, phantom: 0, integrity: 'ok' })
    expect(result.acknowledged).toBeGreaterThan(rounds)
    expect(result.unanswered).toBeLessThanOrEqual(connections * eventsPerRequest)
    expect(await countInReport(database)).toBe(result.stored)
  })

  it('is caught when it acknowledges before it has written', { timeout: 5 * minuteMs }, async () => {
    const database = join(createTemporaryFolder(), 'telemetry.db')
    expect((await runKillRounds({ database, mode: 'early', rounds: 8 })).lost).toBeGreaterThan(0)
  })
})

async function countInReport(database: string): Promise<number> {
  const server = await startChild(database, 'real')
  const answer = await fetch(`${server.url}/api/telemetry?days=3`, { headers: { authorization: 'Bearer kill-harness-0123456789-abcdefghij' } })
  const { summary } = (await answer.json()) as { readonly summary: { readonly pageViews: number } }
  await server.stop()
  return summary.pageViews
}
