import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSound, type KillReport } from './compare-with-file.ts'
import { killLoop } from './kill-loop.ts'

// node packages/e2e/src/durability/kill.ts [kills] [honest|early]
// 2,000 kills of an honest server by default: files of 100 kills each, four side by side.

const lanes = 4
const killsPerFile = 100
const kills = Number(process.argv[2] ?? 2000)
const mode = process.argv[3] === 'early' ? 'early' : 'honest'
const folder = mkdtempSync(join(tmpdir(), 'telemetry-kill-'))
const files = Array.from({ length: Math.ceil(kills / killsPerFile) }, (_, file) => ({ file, kills: Math.min(killsPerFile, kills - file * killsPerFile) }))
const reports: KillReport[] = []

async function work(): Promise<void> {
  for (let next = files.shift(); next !== undefined; next = files.shift()) {
    const report = await killLoop(join(folder, `${next.file}.db`), { kills: next.kills, mode })
    reports.push(report)
    console.log(`file ${next.file}: ${isSound(report) ? 'sound' : 'NOT sound'} ${JSON.stringify(report)}`)
  }
}

try {
  await Promise.all(Array.from({ length: lanes }, work))
  const sum = (name: 'kills' | 'acknowledged' | 'lost') => reports.reduce((total, report) => total + report[name], 0)
  console.log(`${sum('kills')} kills, ${sum('acknowledged')} events acknowledged, ${sum('lost')} lost: ${reports.every(isSound) ? 'sound' : 'NOT sound'}`)
  process.exitCode = reports.every(isSound) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
