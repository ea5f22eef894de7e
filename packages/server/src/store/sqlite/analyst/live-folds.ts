import type { DatabaseSync } from 'node:sqlite'
import type { PackedRow } from '../../shared/daily-row'
import type { Calendar } from '@parel/telemetry-core'
import { createDayFold, type DayFold } from '../../shared/day-fold'
import { createFoldRow, type FoldRow } from '../../shared/fold-row'
import { type FoldLimits } from '../../shared/fold-limits'
import { createRowMaker, type RowMaker } from '../../shared/fold-rows'
import type { Day } from '../../store'
import { DAY_SPAN } from '../schema'
import { type PackedEvent, SQL_PACKED, unpackInto } from './packed-event'
import type { Words } from './words'

const dayMs = 86_400_000
/** Rows that are read before other questions are answered: some milliseconds. */
const stepRows = 5000
/** Rows that are in memory at once: few enough to stay in the young part of the heap, and in the processor's cache. */
const sliceRows = 1000
/** Events of folds that stay in memory beside the largest. */
export const MAX_FOLDED_EVENTS = 1_000_000

/** State of one day in the file. */
export interface DayState {
  readonly day: Day
  readonly generation: number
  readonly epoch: number
  readonly events: number
  readonly aggregatedGeneration: number | null
  readonly sealed: boolean
}

/** The transitions of a day, most often first. */
export type PackedTransitions = readonly (readonly [from: string, to: string, count: number])[]

/** A fold that knows every event of its day. */
export interface LiveFold {
  rows(): PackedRow[]
  transitions(): PackedTransitions
}

/** Folds of the days that changed since they were aggregated, kept up to date by reading only what is new. */
export interface LiveFolds {
  /** Reads the next slice of a day; false when there is nothing more to read. In a snapshot. */
  advance(state: DayState): boolean
  /** The finished fold. In the same snapshot as the last {@link advance}. */
  finish(state: DayState): LiveFold
  forget(day: Day): void
  /** Forgets small folds when all together are too much. Between answers only: an answer needs all of its folds. */
  trim(): void
}

interface KeptFold {
  readonly epoch: number
  readonly fold: DayFold
  readonly maker: RowMaker
  /** Of the last event that was read. */
  lastKey: number
  events: number
  /** Generation of the day for which the sessions of earlier days were looked up. */
  lookedUpFor: number
}

/** Collaborators of {@link createLiveFolds}. */
export interface LiveFoldsOptions {
  readonly clock: Calendar
  readonly limits: FoldLimits
  readonly words: Words
}

/** Creates the folds over the tables of `db`. */
export function createLiveFolds(db: DatabaseSync, { clock, limits, words }: LiveFoldsOptions): LiveFolds {
  const readSlice = db.prepare(`SELECT ${SQL_PACKED} FROM telemetry_raw WHERE key BETWEEN ? AND ? ORDER BY key`)
  readSlice.setReturnArrays(true)
  const findFirst = db.prepare('SELECT min(key) AS key FROM telemetry_raw WHERE key > ? AND key < ?')
  const findLast = db.prepare('SELECT max(key) AS key FROM telemetry_raw WHERE key > ? AND key < ?')
  const readEarlier = db.prepare('SELECT id FROM telemetry_sessions WHERE last_day > first_day AND last_day >= ? AND first_day < ?')
  readEarlier.setReturnArrays(true)
  const kept = new Map<Day, KeptFold>()
  const foldOf = ({ day, epoch }: DayState): KeptFold => {
    const known = kept.get(day)
    if (known?.epoch === epoch) return known
    // Times stay as they are stored, within the day: small whole numbers cost no memory of their own.
    const hourOf = (at: number) => clock.hourOf(day * dayMs + at)
    const fold: KeptFold = {
      epoch, fold: createDayFold({ hourOf }), maker: createRowMaker({ nameOf: words.nameOf, limits }), lastKey: day * DAY_SPAN, events: 0, lookedUpFor: -1,
    }
    kept.delete(day)
    kept.set(day, fold)
    return fold
  }
  const row = createFoldRow()
  const read = (own: KeptFold, from: number, to: number) => {
    const slice = readSlice.all(from, to) as unknown as PackedEvent[]
    for (const packed of slice) {
      unpackInto(row, packed)
      if (words.hasAliases) resolveAliases(row, words)
      own.fold.add(row)
    }
    own.lastKey = to
    own.events += slice.length
  }
  return {
    forget: (day) => void kept.delete(day),
    trim: () => evict(kept),
    advance(state) {
      const own = foldOf(state)
      const end = (state.day + 1) * DAY_SPAN
      const last = Number(findLast.get(own.lastKey, end)?.key ?? own.lastKey)
      for (let left = stepRows; left > 0 && own.lastKey < last; left -= sliceRows) {
        // A range of keys holds at most as many rows; there may be fewer, because events of other days are numbered along.
        const first = Number(findFirst.get(own.lastKey, end)?.key)
        read(own, first, Math.min(first + sliceRows - 1, last))
      }
      return own.lastKey < last
    },
    finish(state) {
      const own = foldOf(state)
      const { fold, maker } = own
      // Whatever moves a session of this day to an earlier one raises the day's generation.
      if (own.lookedUpFor !== state.generation) {
        fold.sessions.setEarlier((readEarlier.all(state.day, state.day) as unknown as [id: number][]).map(([id]) => id))
        own.lookedUpFor = state.generation
      }
      words.refresh()
      return { rows: () => maker.rows(fold), transitions: () => maker.transitions(fold) }
    },
  }
}

function resolveAliases(row: FoldRow, words: Words): void {
  row.page = words.canonical(row.page)
  row.action = words.canonical(row.action)
}

/** The largest fold stays, whatever its size: reading it again would cost the most, and it is usually today's, which is needed all the time. */
function evict(kept: Map<Day, KeptFold>): void {
  const [, ...others] = [...kept].sort(([, left], [, right]) => right.events - left.events)
  let events = others.reduce((sum, [, fold]) => sum + fold.events, 0)
  for (const [day, fold] of others.reverse()) {
    if (events <= MAX_FOLDED_EVENTS) return
    kept.delete(day)
    events -= fold.events
  }
}
