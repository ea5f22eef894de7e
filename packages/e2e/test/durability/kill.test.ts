import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { killLoop } from '../../src/durability/kill-loop.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

// 200 kills here; 2,000 with `node packages/e2e/src/durability/kill.ts`.
const lanes = 4
const killsPerLane = 50

describe('a server that is killed under load', () => {
  it('keeps every acknowledged event, once, and its numbers agree', { timeout: 600_000 }, async () => {
    const folder = createTemporaryFolder()
    const reports = await Promise.all(Array.from({ length: lanes }, (_, lane) => killLoop(join(folder, `${lane}.db`), { kills: killsPerLane })))
    for (const report of reports) {
      expect(report).toMatchObject({ lost: 0, phantom: 0, integrity: 'ok', aggregated: report.stored })
      expect(report.acknowledged).toBeGreaterThan(0)
      expect(report.unanswered).toBeLessThanOrEqual(report.inFlight)
    }
  })

  it('is caught when it acknowledges before it writes', { timeout: 120_000 }, async () => {
    const report = await killLoop(join(createTemporaryFolder(), 'early.db'), { kills: 12, mode: 'early' })
    expect(report.lost).toBeGreaterThan(0)
  })
})
