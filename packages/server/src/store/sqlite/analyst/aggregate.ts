import type { DatabaseSync } from 'node:sqlite'
import type { PackedRow } from '../../shared/daily-row'
import type { Day } from '../../store'
import { inSnapshot, inTransaction } from '../open-database'
import { isClean, readDayStates } from './day-states'
import type { DayState, PackedTransitions } from './live-folds'
import type { ReaderParts } from './read-days'

/** Which days are due: all unclean ones before today, or those that were asked for, clean or not. */
export interface AggregateOptions {
  readonly now: number
  readonly today: Day
  readonly days: readonly Day[] | null
  readonly isAborted: () => boolean
}

/** Computes every unclean day whole and publishes each in one short transaction. Safe to run twice, at once, late, or never. */
export async function aggregate(parts: ReaderParts, { now, today, days, isAborted }: AggregateOptions): Promise<readonly Day[]> {
  if (days !== null) inTransaction(parts.db, () => reopen(parts.db, days))
  const all = readDayStates(parts.db, { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER })
  const due = all.filter((state) => !isClean(state) && (days === null ? state.day < today : days.includes(state.day)))
  const done: Day[] = []
  for (const { day } of due) {
    if (isAborted()) break
    if (await aggregateDay(parts, day)) done.push(day)
    // Its rows are stored now: the fold would only hold memory until an event comes late.
    parts.folds.forget(day)
    await parts.pause()
  }
  // An interrupted run does not count as "the last aggregation". Not the latest time: one of a clock that was years ahead would hide for years that no job runs.
  if (!isAborted()) inTransaction(parts.db, () => parts.db.prepare('UPDATE telemetry_state SET last_aggregation_at = ?').run(Math.round(now)))
  return done
}

/** Requested days are recomputed from their events, whatever was stored; a new epoch invalidates every cache. Sealed days have no events any more. */
function reopen(db: DatabaseSync, days: readonly Day[]): void {
  const forget = db.prepare('UPDATE telemetry_days SET epoch = epoch + 1, aggregated_generation = NULL WHERE day = ? AND sealed = 0')
  for (const day of days) forget.run(day)
}

interface Computed {
  readonly state: DayState
  readonly rows: readonly PackedRow[]
  readonly transitions: PackedTransitions
}

/** True when this call published the day; false when another process did, or it was sealed. */
async function aggregateDay(parts: ReaderParts, day: Day): Promise<boolean> {
  for (;;) {
    const computed = await computeDay(parts, day)
    if (computed === null) return false
    const published = inTransaction(parts.db, () => publish(parts, computed))
    if (published !== 'changed') return published === 'published'
  }
}

async function computeDay({ db, folds, words, pause }: ReaderParts, day: Day): Promise<Computed | null> {
  for (;;) {
    const step = inSnapshot(db, (): Computed | 'clean' | 'behind' => {
      const [state] = readDayStates(db, { from: day, to: day })
      if (state === undefined || isClean(state)) return 'clean'
      words.refresh()
      if (folds.advance(state)) return 'behind'
      const fold = folds.finish(state)
      return { state, rows: fold.rows(), transitions: fold.transitions() }
    })
    if (step === 'clean') return null
    if (step !== 'behind') return step
    await pause()
  }
}

function publish({ db }: ReaderParts, { state, rows, transitions }: Computed): 'published' | 'done' | 'changed' {
  const [now] = readDayStates(db, { from: state.day, to: state.day })
  if (now === undefined || isClean(now)) return 'done'
  // Words were folded meanwhile: the old ones must not come back. A mere late event only leaves the day unclean.
  if (now.epoch !== state.epoch) return 'changed'
  db.prepare('DELETE FROM telemetry_daily WHERE day = ?').run(state.day)
  db.prepare('DELETE FROM telemetry_transitions WHERE day = ?').run(state.day)
  const addRow = db.prepare(`INSERT INTO telemetry_daily VALUES (?${', ?'.repeat(15)})`)
  for (const row of rows) addRow.run(state.day, ...row)
  const addTransition = db.prepare('INSERT INTO telemetry_transitions VALUES (?, ?, ?, ?)')
  for (const transition of transitions) addTransition.run(state.day, ...transition)
  db.prepare('UPDATE telemetry_days SET aggregated_generation = ? WHERE day = ?').run(state.generation, state.day)
  return 'published'
}
