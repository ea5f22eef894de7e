import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSoundPair } from '../../src/durability/compare-pair.ts'
import { runPair } from '../../src/durability/run-pair.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

// Some seconds here; ten minutes with `node packages/e2e/src/durability/two-servers.ts`.
const seconds = 8

describe('two servers on one file, both killed again and again at their jobs', () => {
  it('have every acknowledged event once, and daily numbers that say what the raw events say', { timeout: 300_000 }, async () => {
    const report = await runPair(join(createTemporaryFolder(), 'pair.db'), { seconds })
    expect(report).toMatchObject({ lost: 0, phantom: 0, twice: 0, gaps: 0, integrity: 'ok', counted: report.stored, differences: [], oldTold: report.old, oldRaw: 0, remains: 0, folded: true, audit: 0, doctor: 0 })
    expect(report.kills).toBeGreaterThan(1)
    expect(isSoundPair(report)).toBe(true)
  })

  it('are caught when they acknowledge before they write', { timeout: 300_000 }, async () => {
    const report = await runPair(join(createTemporaryFolder(), 'early.db'), { seconds, mode: 'early' })
    expect(report.lost).toBeGreaterThan(0)
    expect(isSoundPair(report)).toBe(false)
  })
})
