import { joinTotals, listDamaged, totalDay } from '../../../rows/total-days'
import { unpackRow, unpackRows, type PackedRow } from '../../shared/daily-row'
import { packRow } from '../../shared/pack-row'
import { packColumns, type RowColumns } from '../../shared/row-columns'
import type { DailyRow, Day, PeriodTotals, TotalsQuery } from '../../store'
import { inSnapshot } from '../open-database'
import type { PackedTotals, TotalsRequest } from '../protocol'
import { isClean, readDayStates, versionOf } from './day-states'
import type { DayState } from './live-folds'
import { readRowsToTotal, readStoredTransitions, whenCaughtUp, type ReaderParts } from './read-days'
import { createTotalsCache, type TotalsCache } from './totals-cache'

/** Days that are added up together: a year is a dozen of these and the days at its ends. */
const blockDays = 32
/** Half a kilobyte each. */
const maxBlockRows = 60_000
/** About two kilobytes each, most of it the histogram of an endpoint. */
const maxRunRows = 10_000

/** Totals whose rows stay packed: they are read once more when a longer period is asked for. */
type Block = Omit<PeriodTotals, 'rows'> & { readonly rows: RowColumns }

/** What {@link readTotals} remembers of clean days. */
export interface TotalsCaches {
  /** Of up to {@link blockDays} days. */
  readonly blocks: TotalsCache<Block>
  /** Of all clean days of a question. */
  readonly runs: TotalsCache<PeriodTotals>
}

/** Creates empty caches. */
export function createTotalsCaches(): TotalsCaches {
  const rowsOf = ({ days, rows, transitions }: Block | PeriodTotals) => days.length + ('contexts' in rows ? rows.contexts : rows).length + transitions.length
  return { blocks: createTotalsCache<Block>({ rowsOf, maxRows: maxBlockRows }), runs: createTotalsCache<PeriodTotals>({ rowsOf, maxRows: maxRunRows }) }
}

/** Collaborators of {@link readTotals}. */
export type TotalsParts = ReaderParts & { readonly totals: TotalsCaches }

/** Adds up the days of a range. Days that do not change are added up once; a question that comes again costs only what changed meanwhile. */
export async function readTotals(parts: TotalsParts, { known, ...query }: TotalsRequest): Promise<PackedTotals> {
  await addUpBlocks(parts, query)
  const totals = joinTotals(await whenCaughtUp(parts, query, (states) => totalStates(parts, states, query)), query.transitions)
  const versions = new Map(known)
  return {
    days: [...totals.days]
      .sort((left, right) => left.day - right.day)
      .map(({ day, version, live, rows }) => ({ day, version, live, rows: versions.get(day) === version ? null : toColumns(rows) })),
    rows: toColumns(totals.rows),
    transitions: totals.transitions.map(({ from, to, count }) => [from, to, count] as const),
    ...(totals.damaged !== undefined && { damaged: totals.damaged }),
  }
}

function toColumns(rows: readonly DailyRow[]): RowColumns {
  return packColumns(rows.map(packRow))
}

function totalStates(parts: TotalsParts, states: readonly DayState[], query: TotalsQuery): readonly PeriodTotals[] {
  const clean = states.filter(isClean)
  return [totalRun(parts, clean, query), ...states.filter((state) => !isClean(state)).map((state) => totalLive(parts, state, query))]
}

/** Adds up what is not known yet, a block at a time, so that other questions are answered in between. */
export async function addUpBlocks(parts: TotalsParts, query: TotalsQuery, isAborted = () => false): Promise<void> {
  if (isAborted()) return
  const clean = readDayStates(parts.db, query).filter(isClean)
  if (clean.length === 0 || parts.totals.runs.get(nameOf(clean, query), versionsOf(clean)) !== undefined) return
  for (const [{ day: from }, to] of toBlocks(clean).map((block) => [block[0], block.at(-1)?.day ?? 0] as const)) {
    inSnapshot(parts.db, () => totalBlock(parts, readDayStates(parts.db, { from, to }).filter(isClean), query))
    await parts.pause()
    if (isAborted()) return
  }
}

type States = [DayState, ...DayState[]]

function toBlocks(states: readonly DayState[]): readonly States[] {
  const blocks = new Map<number, States>()
  for (const state of states) {
    const key = Math.floor(state.day / blockDays)
    const block = blocks.get(key)
    if (block === undefined) blocks.set(key, [state])
    else block.push(state)
  }
  return [...blocks.values()]
}

function totalRun(parts: TotalsParts, clean: readonly DayState[], query: TotalsQuery): PeriodTotals {
  const [name, version] = [nameOf(clean, query), versionsOf(clean)]
  return (
    parts.totals.runs.get(name, version) ??
    parts.totals.runs.keep(name, version, joinTotals(toBlocks(clean).map((states) => openBlock(totalBlock(parts, states, query)))))
  )
}

function totalBlock(parts: TotalsParts, states: readonly DayState[], query: TotalsQuery): Block {
  const [name, version] = [nameOf(states, query), versionsOf(states)]
  const known = parts.totals.blocks.get(name, version)
  if (known !== undefined) return known
  const damaged: Day[] = []
  const totals = { ...joinTotals(totalEach(parts, states, { query, damaged })), ...(damaged.length > 0 && { damaged }) }
  return parts.totals.blocks.keep(name, version, { ...totals, rows: toColumns(totals.rows) })
}

interface EachOptions {
  readonly query: TotalsQuery
  /** Gets the days of which a map that was needed could not be read: it is known when they are added up. */
  readonly damaged: Day[]
}

// One day after another, so that the rows of a day are forgotten before the next is read.
function* totalEach({ db }: TotalsParts, states: readonly DayState[], { query, damaged }: EachOptions): Generator<PeriodTotals> {
  for (const state of states) {
    const { day } = state
    const rows = unpackRows(packColumns(readRowsToTotal(db, day, query)), day, false)
    const transitions = query.transitions > 0 ? readStoredTransitions(db, day).map(([from, to, count]) => ({ day, from, to, count })) : []
    yield totalDay({ day, version: versionOf(state), live: false, rows }, transitions, query)
    damaged.push(...listDamaged([rows]))
  }
}

function openBlock(block: Block): PeriodTotals {
  return { ...block, rows: unpackRows(block.rows, 0, false) }
}

function totalLive({ folds }: TotalsParts, state: DayState, query: TotalsQuery): PeriodTotals {
  const { day } = state
  const fold = folds.finish(state)
  const transitions = query.transitions > 0 ? fold.transitions().map(([from, to, count]) => ({ day, from, to, count })) : []
  return totalDay({ day, version: versionOf(state), live: true, rows: fold.rows().map((row) => unpackLive(row, day)) }, transitions, query)
}

// The maker hands out the same packed row until its group changes.
const unpacked = new WeakMap<PackedRow, DailyRow>()

function unpackLive(packed: PackedRow, day: Day): DailyRow {
  const known = unpacked.get(packed)
  if (known !== undefined) return known
  const row = unpackRow(packed, day, true)
  unpacked.set(packed, row)
  return row
}

/** Days and choice; `transitions` only as far as they are there at all, because all of them are added up. */
function nameOf(states: readonly DayState[], { filters, minSessions, hours, rows, transitions }: TotalsQuery): string {
  return JSON.stringify([states[0]?.day, states.at(-1)?.day, minSessions, hours, rows, transitions > 0, filters.page, filters.endpoint, filters.action, filters.error])
}

function versionsOf(states: readonly DayState[]): string {
  return states.map((state) => `${state.day}:${versionOf(state)}`).join()
}
