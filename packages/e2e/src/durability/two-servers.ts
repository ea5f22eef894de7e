import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSoundPair } from './compare-pair.ts'
import { runPair } from './run-pair.ts'

// node packages/e2e/src/durability/two-servers.ts [seconds]
// Two servers on one file, each killed every few seconds and started again, their jobs running all the time, and clients that come again: ten minutes by default.

const seconds = Number(process.argv[2] ?? 600)
const folder = mkdtempSync(join(tmpdir(), 'telemetry-pair-'))
try {
  const report = await runPair(join(folder, 'pair.db'), { seconds, tell: (text) => console.log(text) })
  const sound = isSoundPair(report)
  console.log(`${sound ? 'sound' : 'NOT sound'} ${JSON.stringify(report, null, 1)}`)
  process.exitCode = sound ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
