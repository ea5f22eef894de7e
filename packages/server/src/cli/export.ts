import { createWriteStream } from 'node:fs'
import type { TelemetryEvent } from '@parel/telemetry-core'
import { createCalendar } from '../reports/calendar'
import { type CsvCell, encodeCsv } from '../reports/csv'
import type { Day, TelemetryStore } from '../store/store'
import { readDay } from './aggregate'
import type { Command, CommandContext } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { plural } from './plural'
import { progressBar } from './progress-bar'

/** Flags of `export`. */
export interface ExportFlags {
  readonly format?: string
  readonly from?: string
  readonly to?: string
  readonly output?: string
}

type Encode = (events: readonly TelemetryEvent[]) => string

const COLUMNS = ['id', 'type', 'page', 'action', 'duration', 'metadata', 'sessionId', 'platform', 'createdAt'] as const

const FORMATS: ReadonlyMap<string, { readonly head: string; readonly encode: Encode }> = new Map([
  ['ndjson', { head: '', encode: (events) => events.map((event) => `${JSON.stringify({ ...event, createdAt: new Date(event.createdAt).toISOString() })}\n`).join('') }],
  ['csv', { head: encodeCsv([COLUMNS]), encode: (events) => encodeCsv(events.map(toCells)) }],
])

const CHUNK = 1000

/** Writes raw events, day by day, in short read transactions. */
export const exportEvents: Command<ExportFlags> = ({ format = 'ndjson', from, to, output }, context) => {
  const chosen = FORMATS.get(format)
  if (chosen === undefined) throw new CommandError(`--format is ${JSON.stringify(format.slice(0, 40))}. Give csv or ndjson.`, EXIT.usage)
  const bounds = { from: from === undefined ? null : readDay(from, '--from'), to: to === undefined ? null : readDay(to, '--to') }
  return context.withStore(async (store) => {
    const out = output === undefined ? { write: context.write, end: async () => {} } : openOutput(output)
    const days = await chooseDays(store, { ...bounds, now: context.now() })
    await out.write(chosen.head)
    const count = await writeDays(days, { store, context, write: out.write, encode: chosen.encode })
    await out.end()
    if (output === undefined) return null
    return { text: `Exported ${plural(count, 'event')} to ${output}.`, data: { file: output, events: count } }
  })
}

async function chooseDays(store: TelemetryStore, { from, to, now }: { readonly from: Day | null; readonly to: Day | null; readonly now: number }): Promise<readonly Day[]> {
  const { oldestRawDay, timeZone } = await store.health(now)
  if (oldestRawDay === null) return []
  const first = Math.max(from ?? oldestRawDay, oldestRawDay)
  // An event may lie a few minutes ahead.
  const last = Math.min(to ?? Infinity, createCalendar(timeZone).dayOf(now) + 1)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

interface Writing {
  readonly store: TelemetryStore
  readonly context: CommandContext
  readonly write: (text: string) => Promise<void>
  readonly encode: Encode
}

async function writeDays(days: readonly Day[], { store, context, write, encode }: Writing): Promise<number> {
  const bar = progressBar(context.progress, { total: days.length, unit: 'day' })
  let count = 0
  let waiting: TelemetryEvent[] = []
  for (const [index, day] of days.entries()) {
    for await (const event of store.exportDay(day)) {
      waiting.push(event)
      if (waiting.length < CHUNK) continue
      count += waiting.length
      await write(encode(waiting))
      waiting = []
      context.signal.throwIfAborted()
    }
    bar.move(index + 1)
  }
  await write(encode(waiting))
  bar.end()
  return count + waiting.length
}

function toCells({ metadata, createdAt, ...event }: TelemetryEvent): readonly CsvCell[] {
  const cells = { ...event, metadata: metadata === null ? null : JSON.stringify(metadata), createdAt: new Date(createdAt).toISOString() }
  return COLUMNS.map((name) => cells[name])
}

function openOutput(path: string): { write: (text: string) => Promise<void>; end: () => Promise<void> } {
  const stream = createWriteStream(path, { flags: 'wx' })
  const failed = new Promise<never>((_resolve, reject) => {
    stream.once('error', (error) => reject(new CommandError(`${path} cannot be written (${'code' in error ? String(error.code) : 'error'}). Give a new file in a folder that exists.`, EXIT.cannotCreate)))
  })
  failed.catch(() => undefined)
  return {
    write: (text) => Promise.race([failed, new Promise<void>((resolve) => void stream.write(text, () => resolve()))]),
    end: () => Promise.race([failed, new Promise<void>((resolve) => void stream.end(resolve))]),
  }
}
