import { type Platform, type TelemetryEvent, EVENT_TYPES } from './event'

/** What all events of a batch share. */
export interface PayloadHeader {
  /** See {@link createStreamId}. */
  readonly stream: string
  /** Sequence number of the first event. */
  readonly firstSequence: number
  readonly sessionId: string | null
  readonly platform: Platform
  /** Milliseconds since 1970-01-01 UTC; the times of the rows are relative to it. */
  readonly baseTime: number
  /** Events that the client lost so far in this stream, by reason; cumulative. */
  readonly lost?: Readonly<Record<string, number>> | undefined
}

/** Writes prepared events of one session and one stream, in order, as the body of a request. */
export function encodePayload(header: PayloadHeader, events: readonly TelemetryEvent[]): string {
  return joinEventRows(header, events.map((event) => encodeEventRow(event, header.baseTime)))
}

/**
 * Writes one event as a row of a batch: `[type, dt, page, action, duration, metadata]`, without trailing nulls.
 *
 * @param baseTime - `baseTime` of the batch, milliseconds.
 */
export function encodeEventRow(event: TelemetryEvent, baseTime: number): string {
  const row = [EVENT_TYPES.indexOf(event.type), event.createdAt - baseTime, event.page, event.action, event.duration, event.metadata]
  while (row.at(-1) === null) row.pop()
  return JSON.stringify(row)
}

/** Joins rows of {@link encodeEventRow} into the body of a request. */
export function joinEventRows(header: PayloadHeader, rows: readonly string[]): string {
  const head = JSON.stringify({ s0: header.firstSequence, pf: header.platform, stream: header.stream, sid: header.sessionId, v: 1, t0: header.baseTime, drop: header.lost })
  return `${head.slice(0, -1)},"ev":[${rows.join()}]}`
}
