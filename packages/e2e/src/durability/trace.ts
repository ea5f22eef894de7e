import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canTrace, traceSyncs } from './trace-syncs.ts'

// node packages/e2e/src/durability/trace.ts [requests]
// Traces the system calls of a server over 1,000 requests by default and counts answers that left before the log was synced: none with full durability,
// and some with the weaker one, which proves that the count sees them. Needs strace.

const requests = Number(process.argv[2] ?? 1000)
if (!(await canTrace())) throw new Error('strace is missing or may not trace here. Install it, for example: apt-get install strace')
const folder = mkdtempSync(join(tmpdir(), 'telemetry-trace-'))
try {
  const full = await traceSyncs(folder, { mode: 'quiet', requests })
  console.log(`full:   ${full.answers} answers, ${full.early} before a sync`)
  const normal = await traceSyncs(folder, { mode: 'normal', requests: Math.min(requests, 50) })
  console.log(`normal: ${normal.answers} answers, ${normal.early} before a sync`)
  const sound = full.answers === requests && full.early === 0 && normal.early > 0
  console.log(sound ? 'sound' : 'NOT sound')
  process.exitCode = sound ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
