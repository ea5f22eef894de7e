import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '../../store'
import type { DayState } from './live-folds'

/** States of the days from `from` to `to`, in order. */
export function readDayStates(db: DatabaseSync, { from, to }: { readonly from: Day; readonly to: Day }): readonly DayState[] {
  const rows = db.prepare('SELECT day, generation, epoch, events, aggregated_generation, sealed FROM telemetry_days WHERE day BETWEEN ? AND ? ORDER BY day').all(from, to)
  return rows.map((row) => ({
    day: Number(row.day),
    generation: Number(row.generation),
    epoch: Number(row.epoch),
    events: Number(row.events),
    aggregatedGeneration: row.aggregated_generation === null ? null : Number(row.aggregated_generation),
    sealed: row.sealed === 1,
  }))
}

/** True when the stored rows of a day are all there is. */
export function isClean({ sealed, generation, aggregatedGeneration }: DayState): boolean {
  return sealed || generation === aggregatedGeneration
}

/** Changes whenever the rows of a day do. */
export function versionOf(state: DayState): string {
  return `${state.generation}.${state.epoch}${isClean(state) ? '' : ' live'}`
}
