import type { CommandResult } from './command'
import { EXIT } from './exit-codes'
import { plural } from './plural'

const heldBackText = 'Deleted bytes are still in the write-ahead log (-wal), because the file was in use all the time. Close what reads it, then run: parel-telemetry cleanup'

/** The answer of a command that deleted; it is busy, not done, as long as deleted bytes are still there. */
export function tellDeleted(lines: readonly string[], data: object, heldBack = false): CommandResult {
  return heldBack ? { text: [...lines, heldBackText].join('\n'), data: { ...data, heldBack }, exitCode: EXIT.busy } : { text: lines.join('\n'), data }
}

/** How many days were closed. None, when the run goes on where another was stopped. */
export const ofDays = (count: number) => (count === 0 ? '' : ` of ${plural(count, 'day')}`)
