import type { DatabaseSync } from 'node:sqlite'
import type { PackedRow } from '../../shared/daily-row'
import { RARE_CONTEXT } from '../../shared/fold-rare'
import { OTHER_CONTEXT } from '../../shared/fold-limits'
import { compareRows } from '../../shared/fold-rows'
import { packColumns } from '../../shared/row-columns'
import type { AggregateQuery, Day } from '../../store'
import { inSnapshot } from '../open-database'
import type { PackedDay, WorkerCalls } from '../protocol'
import { isClean, readDayStates, versionOf } from './day-states'
import { MAX_FOLDED_EVENTS, type DayState, type LiveFolds } from './live-folds'
import type { Words } from './words'

/** Gives the event loop of the worker to other questions. */
export type Pause = () => Promise<void>

/** What readers share. */
export interface ReaderParts {
  readonly db: DatabaseSync
  readonly folds: LiveFolds
  readonly words: Words
  readonly pause: Pause
}

/**
 * Answers with every day of a range: stored rows of clean days, folds of the others, all from one state of the file.
 *
 * Long catching-up happens before that, in slices, each with its own short read transaction.
 */
export async function readDays(parts: ReaderParts, query: WorkerCalls['readDays']['in']): Promise<readonly PackedDay[]> {
  const known = new Map(query.known)
  return whenCaughtUp(parts, query, (states) => states.map((state) => packDay(parts, state, known)))
}

/** Answers with the transitions of a range, by day. */
export async function readTransitions(parts: ReaderParts, query: AggregateQuery): Promise<WorkerCalls['readTransitions']['out']> {
  return whenCaughtUp(parts, query, (states) =>
    states.flatMap((state) => (isClean(state) ? readStoredTransitions(parts.db, state.day) : parts.folds.finish(state).transitions()).map((pair) => [state.day, ...pair] as const)),
  )
}

/** Calls `answer` in one snapshot, when the folds of all days have read every event. Where they do not fit into memory together, a day at a time. */
export async function whenCaughtUp<Item>(parts: ReaderParts, query: AggregateQuery, answer: (states: readonly DayState[]) => readonly Item[]): Promise<readonly Item[]> {
  const states = readDayStates(parts.db, query)
  const sizes = states.map((state) => (isClean(state) ? 0 : state.events))
  // What would not stay in memory is taken day by day.
  const besideLargest = sizes.reduce((sum, events) => sum + events, 0) - Math.max(0, ...sizes)
  if (besideLargest <= MAX_FOLDED_EVENTS) return answerOnce(parts, query, answer)
  const items: Item[] = []
  for (const { day } of states) items.push(...(await answerOnce(parts, { from: day, to: day }, answer)))
  return items
}

async function answerOnce<Item>(parts: ReaderParts, query: AggregateQuery, answer: (states: readonly DayState[]) => readonly Item[]): Promise<readonly Item[]> {
  for (;;) {
    const result = inSnapshot(parts.db, () => {
      const states = readDayStates(parts.db, query)
      parts.words.refresh()
      const isBehind = states.some((state) => !isClean(state) && parts.folds.advance(state))
      return isBehind ? null : answer(states)
    })
    if (result !== null) {
      parts.folds.trim()
      return result
    }
    await parts.pause()
  }
}

function packDay(parts: ReaderParts, state: DayState, known: ReadonlyMap<Day, string>): PackedDay {
  const { day } = state
  const [version, live] = [versionOf(state), !isClean(state)]
  if (known.get(day) === version) return { day, version, live, rows: null }
  return { day, version, live, rows: packColumns(live ? parts.folds.finish(state).rows() : readStoredRows(parts.db, day)) }
}

const numbers = 'type, context, count, failed, sessions, duration_count, duration_sum, duration_min, duration_max, p50, p95, p99'

/** Rows of a clean day, in order. */
function readStoredRows(db: DatabaseSync, day: Day): PackedRow[] {
  return readRows(db, day, 'histogram, maps').sort(compareRows)
}

/** The same to be added up: in any order, and of pages, which are most of them, without the parts that no sum needs. */
export function readRowsToTotal(db: DatabaseSync, day: Day, { hours }: { readonly hours: boolean }): PackedRow[] {
  const isPage = `type IN ('page_view', 'page_leave')`
  return readRows(db, day, hours ? 'histogram, maps' : `iif(${isPage}, NULL, histogram), iif(${isPage}, NULL, maps)`)
}

function readRows(db: DatabaseSync, day: Day, parts: string): PackedRow[] {
  const read = db.prepare(`SELECT ${numbers}, ${parts}, told_views FROM telemetry_daily WHERE day = ?`)
  read.setReturnArrays(true)
  return read.all(day) as unknown as PackedRow[]
}

/** Transitions of a clean day, the most frequent first. */
export function readStoredTransitions(db: DatabaseSync, day: Day): (readonly [from: string, to: string, count: number])[] {
  // What stands for many pairs comes last, as in a fold.
  const read = db.prepare('SELECT from_page, to_page, count FROM telemetry_transitions WHERE day = ? ORDER BY from_page = ?, from_page = ?, count DESC, from_page, to_page')
  read.setReturnArrays(true)
  return read.all(day, RARE_CONTEXT, OTHER_CONTEXT) as unknown as [string, string, number][]
}
