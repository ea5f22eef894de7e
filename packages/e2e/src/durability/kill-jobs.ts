import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const child = join(import.meta.dirname, 'jobs-child.mjs')
const firstDay = 20_000
/** Events of one insert of the child. */
const BATCH_EVENTS = 500
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
  return { acknowledged: (output.split(`acknowledged ${BATCH_EVENTS}`).length - 1) * BATCH_EVENTS, finished: output.includes('cleaned') }
}

/** Every day must be either complete and raw, or sealed with complete daily numbers, and nothing in between. Returns what is wrong. */
function inspect(path: string, acknowledged: ReadonlyMap<number, number>): readonly string[] {
  const db = new DatabaseSync(path)
  const integrity = Object.values(db.prepare('PRAGMA integrity_check').get() ?? {})[0]
  const state = db.prepare('SELECT generation, aggregated_generation AS aggregated, sealed, events FROM telemetry_days WHERE day = ?')
  const daily = db.prepare("SELECT coalesce(sum(count), 0) AS count FROM telemetry_daily WHERE day = ? AND type = 'page_view'")
  const raw = db.prepare('SELECT count(*) AS count FROM telemetry_raw WHERE key >= ? AND key < ?')
  const wrong = [...acknowledged].flatMap(([day, least]) => {
    const counts = { least, inDaily: Number(daily.get(day)?.count), inRaw: Number(raw.get(day * 2 ** 34, (day + 1) * 2 ** 34)?.count) }
    return judgeDay(day, state.get(day) as DayState | undefined, counts)
  })
  db.close()
  return integrity === 'ok' ? wrong : [`integrity: ${String(integrity)}`, ...wrong]
}

interface DayState {
  readonly generation: number
  readonly aggregated: number
  readonly sealed: number
  readonly events: number
}

interface DayCounts {
  /** Acknowledged events. One more batch may be stored: its process was killed before it said so. */
  readonly least: number
  readonly inDaily: number
  readonly inRaw: number
}

function judgeDay(day: number, state: DayState | undefined, { least, inDaily, inRaw }: DayCounts): readonly string[] {
  if (state === undefined && least + inDaily + inRaw === 0) return []
  const isComplete = (count: number) => count >= least && count <= least + BATCH_EVENTS
  const isClean = state?.generation === state?.aggregated
  if (state?.sealed === 1) return isClean && isComplete(inDaily) ? [] : [`day ${day} is sealed with ${inDaily} of ${least} events in its daily numbers`]
  return [
    ...(isComplete(inRaw) && inRaw === state?.events ? [] : [`day ${day} holds ${inRaw} of ${least} acknowledged events`]),
    ...(isClean && inDaily !== inRaw ? [`day ${day} has ${inDaily} of ${inRaw} events in its daily numbers`] : []),
  ]
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
