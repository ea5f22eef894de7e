import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Day } from '../../store'
import { DAY_SPAN } from '../schema'

/** The columns of `telemetry_raw` behind its key. */
export type RawRow = readonly [
  stream: number, sequence: number, type: number, page: number, action: number, duration: number | null, status: number | null,
  kind: number, session: number, platform: number, at: number, metadata: string | null,
]

/** Writes raw rows, many with one statement. */
export interface RowWriter {
  /** Where the next row goes in the order of arrival. */
  order: number
  add(day: Day, row: RawRow): void
  /** Writes what waits, so that it can be looked up. */
  settle(): void
  /** Writes what is left. @returns How many rows since the last call were new; the others were there already. */
  flush(): number
  /** Forgets what was not written: the transaction was rolled back. */
  forget(): void
}

// A statement costs as much as three rows; longer ones gain little more.
const maxRows = 16
const columns = 13

/** Creates the writer over `db`. `onStored` is told of new rows by day. Used inside a transaction. */
export function createRowWriter(db: DatabaseSync, onStored: (day: Day, rows: number) => void): RowWriter {
  const statements: StatementSync[] = []
  const marks = `(${'?, '.repeat(columns - 1)}?)`
  const statementOf = (rows: number) =>
    (statements[rows] ??= db.prepare(`INSERT INTO telemetry_raw VALUES ${Array.from({ length: rows }, () => marks).join()} ON CONFLICT (stream, sequence) DO NOTHING`))
  let values: (number | string | null)[] = []
  let dayInHand: Day = 0
  let stored = 0
  const settle = () => {
    if (values.length === 0) return
    const changes = Number(statementOf(values.length / columns).run(...values).changes)
    values = []
    stored += changes
    if (changes > 0) onStored(dayInHand, changes)
  }
  const writer: RowWriter = {
    order: 0,
    settle,
    add(day, row) {
      // All rows of a statement have one day, so that the number of changes says whose.
      if (day !== dayInHand || values.length === maxRows * columns) settle()
      dayInHand = day
      values.push(day * DAY_SPAN + writer.order++, ...row)
    },
    flush() {
      settle()
      const result = stored
      stored = 0
      return result
    },
    forget() {
      values = []
      stored = 0
    },
  }
  return writer
}
