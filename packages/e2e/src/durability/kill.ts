import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSound, type KillReport } from './compare-with-file.ts'
import { killJobs } from './kill-jobs.ts'
import { killLoop } from './kill-loop.ts'

// node packages/e2e/src/durability/kill.ts [kills] [honest|early|jobs]
// 2,000 kills of an honest server by default: files of 100 kills each, four side by side. With `jobs`, of a process that aggregates, seals and deletes.

const lanes = 4
const killsPerFile = 100
const kills = Number(process.argv[2] ?? 2000)
const mode = process.argv[3] ?? 'honest'
if (!['honest', 'early', 'jobs'].includes(mode)) throw new Error(`There is no mode "${mode}". Use honest, early or jobs.`)
const folder = mkdtempSync(join(tmpdir(), 'telemetry-kill-'))
const files = Array.from({ length: Math.ceil(kills / killsPerFile) }, (_, file) => ({ file, kills: Math.min(killsPerFile, kills - file * killsPerFile) }))
const reports: KillReport[] = []

async function killServers(): Promise<void> {
  for (let next = files.shift(); next !== undefined; next = files.shift()) {
    const report = await killLoop(join(folder, `${next.file}.db`), { kills: next.kills, first: next.file * killsPerFile, mode: mode === 'early' ? 'early' : 'honest' })
    reports.push(report)
    console.log(`file ${next.file}: ${isSound(report) ? 'sound' : 'NOT sound'} ${JSON.stringify(report)}`)
  }
}

/** True when nothing was lost, invented, doubled or miscounted. */
async function judgeServers(): Promise<boolean> {
  await Promise.all(Array.from({ length: lanes }, killServers))
  const sum = (name: 'kills' | 'acknowledged' | 'lost') => reports.reduce((total, report) => total + report[name], 0)
  const sound = reports.every(isSound)
  console.log(`${sum('kills')} kills, ${sum('acknowledged')} events acknowledged, ${sum('lost')} lost: ${sound ? 'sound' : 'NOT sound'}`)
  return sound
}

/** True when every day was whole after every kill, and no deleted value is left. */
async function judgeJobs(): Promise<boolean> {
  const report = await killJobs(join(folder, 'jobs.db'), { kills })
  const sound = report.wrong.length + report.raw + report.remains === 0 && report.told >= report.acknowledged
  console.log(`${kills} kills during jobs: ${sound ? 'sound' : 'NOT sound'} ${JSON.stringify(report)}`)
  return sound
}

try {
  process.exitCode = (await (mode === 'jobs' ? judgeJobs() : judgeServers())) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
