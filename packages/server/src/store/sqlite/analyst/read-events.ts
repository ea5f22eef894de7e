import type { DatabaseSync } from 'node:sqlite'
import { EVENT_TYPES } from '@parel/telemetry-core'
import type { Day } from '../../store'
import { readValue } from '../engine'
import { inSnapshot } from '../open-database'
import type { EventRecord, WorkerCalls } from '../protocol'
import { DAY_SPAN } from '../schema'

const select = `SELECT t.name, r.sequence, r.type, p.text, a.text, r.duration, r.metadata, s.name, r.platform, r.at, r.key
  FROM telemetry_raw AS r
  LEFT JOIN telemetry_streams AS t ON t.id = r.stream
  LEFT JOIN telemetry_words AS p ON p.id = r.page
  LEFT JOIN telemetry_words AS a ON a.id = r.action
  LEFT JOIN telemetry_sessions AS s ON s.id = r.session`

const dayMs = 86_400_000

type RawRecord = [
  stream: string, sequence: number, type: number, page: string | null, action: string | null, duration: number | null,
  metadata: string | null, session: string | Uint8Array | null, platform: number, at: number, key: number,
]

/** Events after a place in the order of arrival, whatever their days; without a place, or with one of another file, the newest. */
export function readEvents(db: DatabaseSync, { after, limit }: WorkerCalls['readEvents']['in']): WorkerCalls['readEvents']['out'] {
  return inSnapshot(db, () => {
    const place = after !== null && isPlace(db, after) ? Number(after) : null
    const days = db.prepare('SELECT day FROM telemetry_days WHERE events > 0').all()
    const read = prepareArrays(db, `${select} WHERE r.key > ? AND r.key < ? ORDER BY r.key ${place === null ? 'DESC' : 'ASC'} LIMIT ?`)
    const records = days.flatMap(({ day }) => read(Number(day) * DAY_SPAN + (place ?? 0), (Number(day) + 1) * DAY_SPAN, limit))
    const sorted = records.sort((left, right) => orderOf(left) - orderOf(right))
    const page = place === null ? sorted.slice(-limit) : sorted.slice(0, limit)
    const last = page.at(-1)
    return { events: page.map(toEvent), cursor: String(last === undefined ? (place ?? 0) : orderOf(last)) }
  })
}

/** A place that was not reached yet is one of a file that lay here before: whoever waits there would wait for long. */
function isPlace(db: DatabaseSync, after: string): boolean {
  const place = Number(after)
  return place >= 0 && place < Number(readValue(db, 'SELECT next_order FROM telemetry_state'))
}

/** A page of one day's events in order of arrival. */
export function exportPage(db: DatabaseSync, { day, after, limit }: WorkerCalls['exportPage']['in']): WorkerCalls['exportPage']['out'] {
  const page = prepareArrays(db, `${select} WHERE r.key > ? AND r.key < ? ORDER BY r.key LIMIT ?`)(day * DAY_SPAN + after, (day + 1) * DAY_SPAN, limit)
  const last = page.at(-1)
  return { events: page.map(toEvent), last: last === undefined ? -1 : orderOf(last) }
}

function prepareArrays(db: DatabaseSync, sql: string): (from: number, to: number, limit: number) => RawRecord[] {
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  return (from, to, limit) => statement.all(from, to, limit) as unknown as RawRecord[]
}

function orderOf(record: RawRecord): number {
  return record[10] % DAY_SPAN
}

function dayOfKey(record: RawRecord): Day {
  return Math.floor(record[10] / DAY_SPAN)
}

function toEvent(record: RawRecord): EventRecord {
  const [stream, sequence, type, page, action, duration, metadata, session, platform, at] = record
  const id = sequence < 0 ? stream : `${stream}-${sequence}`
  return [id, EVENT_TYPES[type] ?? 'action', page, action, duration, metadata, nameOfSession(session), platform === 1 ? 'mobile' : 'web', dayOfKey(record) * dayMs + at]
}

function nameOfSession(session: string | Uint8Array | null): string | null {
  if (!(session instanceof Uint8Array)) return session
  return Buffer.from(session).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
