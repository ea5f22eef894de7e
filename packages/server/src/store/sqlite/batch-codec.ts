import { EVENT_TYPES, type TelemetryEvent } from '@parel/telemetry-core'
import { errorTypeOf, statusOf } from '../shared/admit-event'
import { splitEventId } from '../shared/event-id'
import type { BatchExtras, EncodedBatches, PackedBatch, PackedEvent, ScreenedBatch } from './protocol'

const headWidth = 4
const eventWidth = 12
const none = -1
const typeIndex = new Map<string, number>(EVENT_TYPES.map((type, index) => [type, index]))

/** Writes batches for the other thread as they come, so that the objects of their events need not wait. */
export interface BatchEncoder {
  add(batch: ScreenedBatch): void
  readonly batches: number
  readonly events: number
  /** Everything since the last time. */
  take(): EncodedBatches
}

const firstCapacity = 64

/** Creates an empty encoder: each text once, all else as numbers. Copying objects between threads would cost several times as much. */
export function createBatchEncoder(): BatchEncoder {
  let cells = new Float64Array(firstCapacity * eventWidth)
  let group = createGroup()
  const put = (event: TelemetryEvent) => {
    const at = group.events++ * eventWidth
    if (at === cells.length) {
      const larger = new Float64Array(cells.length * 2)
      larger.set(cells)
      cells = larger
    }
    writeEvent(event, { cells, at, numberOf: group.numberOf, readId: group.readId })
  }
  return {
    add({ call, since, receivedAt, events, dropped, removed, ignored, stream }) {
      const index = group.heads.length / headWidth
      group.heads.push(call, since, receivedAt, events.length)
      for (const event of events) put(event)
      if (stream !== null || dropped.length + removed.length + ignored.length > 0) group.extras.push({ index, dropped, removed, ignored, stream })
    },
    get batches() {
      return group.heads.length / headWidth
    },
    get events() {
      return group.events
    },
    take() {
      const { texts, heads, events, extras } = group
      group = createGroup()
      return { texts, cells: cells.slice(0, events * eventWidth), heads: Float64Array.from(heads), extras: extras.length === 0 ? '' : JSON.stringify(extras) }
    },
  }
}

interface OpenGroup {
  readonly texts: string[]
  readonly numberOf: NumberOf
  readonly readId: IdReader
  readonly heads: number[]
  readonly extras: BatchExtras[]
  events: number
}

function createGroup(): OpenGroup {
  const texts: string[] = []
  const numberOf = createNumbering(texts)
  return { texts, numberOf, readId: createIdReader(numberOf), heads: [], extras: [], events: 0 }
}

interface EventPlace {
  readonly cells: Float64Array
  readonly at: number
  readonly numberOf: NumberOf
  readonly readId: IdReader
}

function writeEvent(event: TelemetryEvent, { cells, at, numberOf, readId }: EventPlace): void {
  const { id, page, action, duration, metadata, sessionId, platform, createdAt } = event
  readId(id, cells, at)
  cells[at + 2] = typeIndex.get(event.type) ?? 0
  cells[at + 3] = numberOf(page)
  cells[at + 4] = numberOf(action)
  cells[at + 5] = duration === null ? none : Math.round(duration)
  cells[at + 6] = metadata === null ? none : numberOf(JSON.stringify(metadata))
  cells[at + 7] = numberOf(sessionId)
  cells[at + 8] = platform === 'mobile' ? 1 : 0
  cells[at + 9] = Math.round(createdAt)
  cells[at + 10] = statusOf(event) ?? none
  cells[at + 11] = numberOf(errorTypeOf(event))
}

/** Reads what a {@link BatchEncoder} wrote; the events stay as they are until {@link readEvent}. */
export function decodeBatches({ texts, cells, heads, extras }: EncodedBatches): readonly PackedBatch[] {
  const known = new Map((extras === '' ? [] : (JSON.parse(extras) as BatchExtras[])).map((extra) => [extra.index, extra]))
  let first = 0
  return Array.from({ length: heads.length / headWidth }, (_, index) => {
    const [call = 0, since = 0, receivedAt = 0, events = 0] = heads.subarray(index * headWidth, (index + 1) * headWidth)
    const { dropped, removed, ignored, stream } = known.get(index) ?? noExtras
    const batch = { call, since, receivedAt, events, first, texts, cells, dropped, removed, ignored, stream }
    first += events
    return batch
  })
}

const noExtras = { dropped: [], removed: [], ignored: [], stream: null }

/** Reads one event of a batch. */
export function readEvent({ texts, cells, first }: PackedBatch, index: number): PackedEvent {
  const at = (first + index) * eventWidth
  const number = (column: number) => cells[at + column] ?? none
  const text = (column: number) => texts[number(column)] ?? null
  const optional = (column: number) => (number(column) === none ? null : number(column))
  return [text(0) ?? '', number(1), number(2), text(3), text(4), optional(5), text(6), text(7), number(8), number(9), optional(10), text(11)]
}

type NumberOf = (text: string | null) => number
type IdReader = (id: string, cells: Float64Array, at: number) => void

/** Gives each text its place in a list. */
function createNumbering(texts: string[]): NumberOf {
  const places = new Map<string, number>()
  return (text) => {
    if (text === null) return none
    let place = places.get(text)
    if (place === undefined) {
      // Node 22 cuts a bound string at its first NUL.
      place = texts.push(text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text) - 1
      places.set(text, place)
    }
    return place
  }
}

/** Splits ids into the number of their stream and their sequence; nearly all of a batch begin alike. */
function createIdReader(numberOf: NumberOf): IdReader {
  let start = '\0'
  let stream = none
  return (id, cells, at) => {
    const digits = id.slice(start.length)
    let sequence = Number(digits)
    if (!id.startsWith(start) || !/^[1-9]\d{0,14}$/.test(digits)) {
      const parts = splitEventId(id)
      start = parts.sequence < 0 ? '\0' : `${parts.stream}-`
      stream = numberOf(parts.stream)
      sequence = parts.sequence
    }
    cells[at] = stream
    cells[at + 1] = sequence
  }
}
