import { join } from 'node:path'
import { expect, it } from 'vitest'
import { killJobs } from '../../src/durability/kill-jobs.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

// 40 kills here; more with `node packages/e2e/src/durability/kill.ts 500 jobs`.
it('a store that is killed while it aggregates, seals, deletes and returns the disk has every day whole, and goes on where it was', { timeout: 600_000 }, async () => {
  const report = await killJobs(join(createTemporaryFolder(), 'jobs.db'), { kills: 40 })
  expect(report).toMatchObject({ wrong: [], raw: 0, remains: 0 })
  expect(report.finished).toBeLessThan(report.kills / 2)
  expect(report.told).toBeGreaterThanOrEqual(report.acknowledged)
  expect(report.told).toBeLessThanOrEqual(report.acknowledged + report.kills * 500)
})
