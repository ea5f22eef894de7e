import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from '@parel/telemetry-server'
import { ROOT } from '../server-process.ts'
import { compareWithFile, isSound, type KillReport } from './compare-with-file.ts'
import type { Books } from './kill-loop.ts'

/** What a run of two servers on one file found. */
export interface PairReport extends KillReport {
  /** Requests that were answered with 503, and those that were not answered at all; each came again. */
  readonly busy: number
  readonly again: number
  /** Days and pages whose daily numbers are not those of the raw events: must be none. */
  readonly differences: readonly string[]
  /** Events of days beyond the retention period that were inserted, and their count in the daily numbers: must be the same. */
  readonly old: number
  readonly oldTold: number
  /** Raw events of these days, and deleted values that are still in some file: must be none. */
  readonly oldRaw: number
  readonly remains: number
  /** Whether the names of the place that was folded are gone from the pages. */
  readonly folded: boolean
  /** What `audit` and `doctor` end with: must be 0. */
  readonly audit: number | null
  readonly doctor: number | null
  /** What they say, when they do not. */
  readonly says: string
}

/** Compares what was acknowledged with what is in the file, and the daily numbers with the raw events. No server may run. */
export async function comparePair(path: string, books: Books, known: Pick<PairReport, 'kills' | 'old' | 'busy' | 'again'>): Promise<PairReport> {
  const store = sqliteStore({ path })
  await store.cleanup({ now: Date.now(), retentionDays: 30 })
  await store.close()
  const db = new DatabaseSync(path)
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)
  const count = (sql: string) => Number(db.prepare(sql).get()?.count ?? 0)
  const told = {
    differences: compareDays(db, day),
    oldTold: count(`SELECT sum(count) AS count FROM telemetry_aggregates WHERE type = 'page_view' AND date < '${day}'`),
    oldRaw: count(`SELECT count(*) AS count FROM telemetry_events WHERE createdAt < '${day}'`),
    folded: count("SELECT count(*) AS count FROM telemetry_aggregates WHERE context = '/boats/[id]'") > 0 && count("SELECT count(*) AS count FROM telemetry_aggregates WHERE context LIKE '/boats/%' AND context <> '/boats/[id]'") === 0,
    aggregated: count(`SELECT sum(count) AS count FROM telemetry_aggregates WHERE type = 'page_view' AND date >= '${day}'`),
  }
  db.close()
  const { counted, ...report } = compareWithFile(path, books, { kills: known.kills, aggregated: told.aggregated })
  const ends = { audit: runCommand(['audit', '--database', path]), doctor: runCommand(['doctor', '--database', path]) }
  const says = Object.values(ends).map(({ code, text }) => (code === 0 ? '' : text)).join('')
  return { ...report, ...known, ...told, counted: counted - known.old, remains: countRemains(path), audit: ends.audit.code, doctor: ends.doctor.code, says }
}

/** True when nothing was lost, doubled or miscounted, what had to go is gone, and the commands find nothing. */
export function isSoundPair(report: PairReport): boolean {
  const { differences, old, oldTold, oldRaw, remains, folded, audit, doctor } = report
  return isSound(report) && differences.length + oldRaw + remains === 0 && oldTold === old && folded && audit === 0 && doctor === 0
}

/** Both ways: a page that only one of them knows is a difference too. */
function compareDays(db: DatabaseSync, from: string): readonly string[] {
  const raw = "SELECT date(createdAt) AS date, page AS context, count(*) AS count FROM telemetry_events WHERE type = 'page_view' AND createdAt >= ? GROUP BY 1, 2"
  const daily = "SELECT date(date) AS date, context, count FROM telemetry_aggregates WHERE type = 'page_view' AND date >= ?"
  const rows = db.prepare(`SELECT * FROM (${raw} EXCEPT ${daily}) UNION ALL SELECT * FROM (${daily} EXCEPT ${raw})`).all(from, from, from, from)
  return rows.map(({ date, context, count }) => `${String(date)} ${String(context)} ${String(count)}`)
}

function runCommand(words: readonly string[]): { readonly code: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'packages/server/dist/cli.js'), ...words], { encoding: 'utf8', env: { PATH: process.env.PATH, TELEMETRY_ADMIN_TOKEN: 'soak-0123456789-abcdefghijklmnopqrst' } })
  return { code: status, text: stdout + stderr }
}

function countRemains(path: string): number {
  const files = ['', '-wal', '-shm'].map((end) => path + end).filter((file) => existsSync(file))
  return files.reduce((sum, file) => sum + (readFileSync(file).toString('latin1').match(/canary(?:note|session)/g)?.length ?? 0), 0)
}
