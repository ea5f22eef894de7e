import { EVENT_TYPES } from '@parel/telemetry-core'
import type { FoldRow } from '../../shared/fold-row'

// Each value that the engine hands over costs a tenth of what is done with an event. So small ones travel together, and what only events of one type have
// shares a column.

/** An event as it leaves the engine, see {@link SQL_PACKED}. */
export type PackedEvent = [moment: number, page: number, session: number, duration: number | null, own: number | string | null]

const [pageView, apiCall, webVital] = (['page_view', 'api_call', 'web_vital'] as const).map((type) => EVENT_TYPES.indexOf(type))
// Room for type and platform. With them the milliseconds of a day still fit into 31 bits, and such a number costs no memory of its own.
const momentSpan = 16

/** Columns of `telemetry_raw`. The last is the sequence of a page view, the status of a call, else the action; a text with the kind behind it where there is one, or with a web vital's value that is no time. */
export const SQL_PACKED = `at * ${momentSpan} + type * 2 + platform, page, session, duration,
  CASE type WHEN ${pageView} THEN sequence WHEN ${apiCall} THEN status ELSE
    iif(type = ${webVital} AND status IS NOT NULL, action || ' ' || kind || ' ' || status, iif(kind = 0, action, action || ' ' || kind)) END`

/** Unpacks an event into a row that is used again and again. What a fold does not ask of its type is empty. */
export function unpackInto(row: FoldRow, packed: PackedEvent): void {
  const [moment, own] = [packed[0], packed[4]]
  // The lowest bits are right in a number of any size, also below 0: a zone's day can begin before UTC's.
  const head = moment & (momentSpan - 1)
  const type = head >>> 1
  row.at = (moment - head) / momentSpan
  row.type = type
  row.platform = head & 1
  row.page = packed[1]
  row.session = packed[2]
  row.duration = packed[3]
  row.status = null
  row.sequence = row.action = row.kind = 0
  if (type === apiCall) row.status = own as number | null
  else if (type === pageView) row.sequence = own as number
  else if (typeof own === 'number') row.action = own
  else unpackText(row, String(own))
}

function unpackText(row: FoldRow, own: string): void {
  const [action, kind, value] = own.split(' ')
  row.action = Number(action)
  row.kind = Number(kind)
  if (value !== undefined) row.status = Number(value)
}
