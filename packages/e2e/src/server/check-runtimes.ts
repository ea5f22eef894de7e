import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

// node packages/e2e/src/server/check-runtimes.ts /path/to/bun /path/to/deno
// The built server in other runtimes, beside Node itself. A command, because no lockfile of ours brings them.

const script = join(import.meta.dirname, 'runtime-visit.ts')
const expected = JSON.stringify({
  statuses: [200], days: 1, deleted: 0, gzip: 200, bomb: 413,
  summary: { pageViews: 201, actions: 1, errors: 0, apiCalls: 200, sessions: 0, avgApiLatency: 98, errorRate: 0, avgSessionLength: null },
})

for (const program of [process.execPath, ...process.argv.slice(2)]) {
  const folder = mkdtempSync(join(tmpdir(), 'telemetry-runtime-'))
  const words = /deno[^/\\]*$/.test(program) ? ['run', '-A'] : []
  const said = execFileSync(program, [...words, script, join(folder, 'telemetry.db'), join(folder, 'copy.db')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
  const copy = new DatabaseSync(join(folder, 'copy.db'), { readOnly: true })
  const stored = copy.prepare('SELECT count(*) AS events FROM telemetry_events').get()?.events
  copy.close()
  rmSync(folder, { recursive: true })
  const isRight = said === expected && stored === 402
  console.log(`${isRight ? 'right' : 'WRONG'}  ${program}${isRight ? '' : `\n  ${said}\n  ${expected}\n  ${String(stored)} events in the copy`}`)
  if (!isRight) process.exitCode = 1
}
