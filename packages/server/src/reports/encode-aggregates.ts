import type { EventType } from '@parel/telemetry-core'
import type { DailyRow } from '../store/store'
import { toAggregates } from './aggregates'
import { memoByRows } from './memo-by-rows'
import type { Days } from './series'

type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const comma = encodeText(',')

/** Text as UTF-8. */
export function encodeText(text: string): Bytes {
  return encoder.encode(text)
}

/** Bytes one after another. */
export function joinBytes(parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/**
 * The aggregates of days as the inside of a JSON list, in a few pieces. The newest day is the one that changes: each day is written once for as long as
 * its rows are the same, and all but the last stay joined, because of 90 days with 500 contexts that is five megabytes.
 */
export function encodeAggregates(days: Days, type: EventType | null): readonly Bytes[] {
  const filled = days.filter((rows) => rows.length > 0)
  if (type !== null) return [joinWithCommas(filled.map((rows) => encodeRows(rows, type)))]
  const last = filled.at(-1)
  if (last === undefined) return []
  return filled.length === 1 ? [encodeDay(last)] : [joinDays(filled.slice(0, -1)), comma, encodeDay(last)]
}

const encodeDay = memoByRows((rows) => encodeRows(rows, null))

function encodeRows(rows: readonly DailyRow[], type: EventType | null): Bytes {
  return encodeText(JSON.stringify(toAggregates(rows, type)).slice(1, -1))
}

const joined = new WeakMap<readonly DailyRow[], { readonly days: Days; readonly bytes: Bytes }>()

function joinDays(days: Days): Bytes {
  const newest = days.at(-1) ?? []
  const known = joined.get(newest)
  if (known?.days.length === days.length && known.days.every((rows, index) => rows === days[index])) return known.bytes
  const bytes = joinWithCommas(days.map(encodeDay))
  joined.set(newest, { days, bytes })
  return bytes
}

function joinWithCommas(parts: readonly Bytes[]): Bytes {
  return joinBytes(parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? [part] : [comma, part])))
}
