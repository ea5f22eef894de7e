import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killLoop } from './kill-loop.ts'

// node packages/e2e/src/durability/kill.ts [kills] [honest|early]

const kills = Number(process.argv[2] ?? 2000)
const mode = process.argv[3] === 'early' ? 'early' : 'honest'
const folder = mkdtempSync(join(tmpdir(), 'telemetry-kill-'))
try {
  const report = await killLoop(join(folder, 'telemetry.db'), { kills, mode })
  console.log(JSON.stringify(report, null, 2))
  const isSound = report.lost === 0 && report.phantom === 0 && report.unanswered <= report.inFlight && report.integrity === 'ok' && report.aggregated === report.stored
  process.exitCode = isSound ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
