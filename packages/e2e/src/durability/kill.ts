import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSound } from './compare-with-file.ts'
import { killLoop } from './kill-loop.ts'

// node packages/e2e/src/durability/kill.ts [kills] [honest|early]
// 2,000 kills of an honest server by default, in four lanes with a file each.

const lanes = 4
const kills = Number(process.argv[2] ?? 2000)
const mode = process.argv[3] === 'early' ? 'early' : 'honest'
const folder = mkdtempSync(join(tmpdir(), 'telemetry-kill-'))
try {
  const reports = await Promise.all(Array.from({ length: lanes }, (_, lane) => killLoop(join(folder, `${lane}.db`), { kills: Math.ceil(kills / lanes), mode })))
  console.log(JSON.stringify(reports, null, 2))
  const sum = (name: 'kills' | 'acknowledged' | 'lost') => reports.reduce((total, report) => total + report[name], 0)
  console.log(`${sum('kills')} kills, ${sum('acknowledged')} events acknowledged, ${sum('lost')} lost: ${reports.every(isSound) ? 'sound' : 'NOT sound'}`)
  process.exitCode = reports.every(isSound) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
