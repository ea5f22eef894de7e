import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const child = join(import.meta.dirname, 'jobs-child.ts')
const firstDay = 20_000
/** What the child says before it is killed, and how long after that, milliseconds. */
const moments = ['open', 'acknowledged', 'aggregated', 'aggregated'] as const
const spread = 24

/** What a run of kills during aggregation, clean-up and the return of the disk found. */
export interface JobsReport {
  readonly kills: number
  /** Children that were done before they could be killed. */
  readonly finished: number
  /** Everything that was not as it must be, in words: must be empty. */
  readonly wrong: readonly string[]
  readonly acknowledged: number
  /** Page views that the daily numbers tell at the end. */
  readonly told: number
  /** Raw events that are left at the end. */
  readonly raw: number
  /** Deleted values that are still in some file: must be none. */
  readonly remains: number
}

/** Kills a process again and again while it fills a day, aggregates it and cleans it up; looks at the file after every kill. */
export async function killJobs(path: string, { kills }: { readonly kills: number }): Promise<JobsReport> {
  const wrong: string[] = []
  const acknowledged = new Map<number, number>()
  let finished = 0
  for (let kill = 0; kill < kills; kill++) {
    const day = firstDay + kill
    const life = await runAndKill(path, day, kill)
    if (life.finished) finished++
    acknowledged.set(day, life.acknowledged)
    wrong.push(...inspect(path, acknowledged).map((text) => `after kill ${kill}: ${text}`))
  }
  // One that is left alone resumes whatever was begun.
  const last = await runAndKill(path, firstDay + kills, null)
  acknowledged.set(firstDay + kills, last.acknowledged)
  wrong.push(...inspect(path, acknowledged).map((text) => `at the end: ${text}`))
  return { kills, finished, wrong, ...sumUp(path), acknowledged: [...acknowledged.values()].reduce((sum, count) => sum + count, 0) }
}

async function runAndKill(path: string, day: number, kill: number | null): Promise<{ readonly acknowledged: number; readonly finished: boolean }> {
  const process_ = spawn(process.execPath, [child, path, String(day)], { stdio: ['ignore', 'pipe', 'inherit'] })
  // Its last words come after its end.
  const gone = once(process_, 'close')
  let output = ''
  const said = new Promise<void>((resolve) => {
    process_.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (kill !== null && output.includes(moments[kill % moments.length] ?? 'open')) resolve()
    })
    process_.once('exit', () => resolve())
  })
  await said
  if (kill !== null) {
    await new Promise((resolve) => setTimeout(resolve, (kill * 7) % spread))
    process_.kill('SIGKILL')
  }
  await gone
  return { acknowledged: (output.match(/acknowledged 500/g)?.length ?? 0) * 500, finished: output.includes('cleaned') }
}

/** Every day is either whole and raw, or sealed and told; nothing in between. */
function inspect(path: string, acknowledged: ReadonlyMap<number, number>): readonly string[] {
  const db = new DatabaseSync(path)
  const wrong: string[] = []
  const integrity = Object.values(db.prepare('PRAGMA integrity_check').get() ?? {})[0]
  if (integrity !== 'ok') wrong.push(`integrity: ${String(integrity)}`)
  const state = db.prepare('SELECT generation, aggregated_generation AS aggregated, sealed, events FROM telemetry_days WHERE day = ?')
  const told = db.prepare("SELECT coalesce(sum(count), 0) AS count FROM telemetry_daily WHERE day = ? AND type = 'page_view'")
  const raw = db.prepare('SELECT count(*) AS count FROM telemetry_raw WHERE key >= ? AND key < ?')
  for (const [day, least] of acknowledged) {
    const found = state.get(day)
    const [inDaily, inRaw] = [Number(told.get(day)?.count), Number(raw.get(day * 2 ** 34, (day + 1) * 2 ** 34)?.count)]
    if (found === undefined && least + inDaily + inRaw === 0) continue
    const isClean = found?.generation === found?.aggregated
    if (found?.sealed === 1) {
      if (!isClean || inDaily < least || inDaily > least + 500) wrong.push(`day ${day} is sealed with ${inDaily} of ${least} events told`)
      continue
    }
    if (inRaw < least || inRaw > least + 500 || inRaw !== Number(found?.events)) wrong.push(`day ${day} holds ${inRaw} of ${least} acknowledged events`)
    if (isClean && inDaily !== inRaw) wrong.push(`day ${day} tells ${inDaily} of ${inRaw} events`)
  }
  db.close()
  return wrong
}

function sumUp(path: string): Pick<JobsReport, 'told' | 'raw' | 'remains'> {
  const db = new DatabaseSync(path)
  const count = (sql: string) => Number(db.prepare(sql).get()?.count)
  const sums = { told: count("SELECT sum(count) AS count FROM telemetry_daily WHERE type = 'page_view'"), raw: count('SELECT count(*) AS count FROM telemetry_raw') }
  db.close()
  const files = readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)))
  const bytes = files.map((name) => readFileSync(join(dirname(path), name)).toString('latin1'))
  return { ...sums, remains: bytes.reduce((sum, text) => sum + (text.match(/canary(?:note|session)/g)?.length ?? 0), 0) }
}
