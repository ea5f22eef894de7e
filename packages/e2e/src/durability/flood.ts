import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { flood } from './attack.ts'
import { startSmall } from './start-small.ts'

// node packages/e2e/src/durability/flood.ts [seconds]
// A mix of attacks against a server with a heap of 96 MB, for ten minutes by default.

const seconds = Number(process.argv[2] ?? 600)
const folder = mkdtempSync(join(tmpdir(), 'telemetry-flood-'))
try {
  const server = await startSmall(join(folder, 'telemetry.db'))
  const report = await flood(server.url, { pid: server.child.pid ?? 0, milliseconds: seconds * 1000 })
  console.log(JSON.stringify({ seconds, ...report, peakMegabytes: Math.round(report.peakBytes / 1e6) }, null, 2))
  await server.stop()
  const db = new DatabaseSync(join(folder, 'telemetry.db'))
  const stored = Number(db.prepare("SELECT count(*) AS count FROM telemetry_events WHERE action = 'honest'").get()?.count)
  db.close()
  console.log(stored === report.acknowledged ? 'All that was acknowledged is stored, once.' : `NOT sound: ${stored} of ${report.acknowledged} acknowledged events are stored.`)
  if (stored !== report.acknowledged) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
