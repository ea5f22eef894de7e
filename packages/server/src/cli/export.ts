import type { TelemetryEvent } from '@parel/telemetry-core'
import { type CsvCell, encodeCsv } from '../reports/csv'
import type { StoreReader } from '../store/sqlite/read-store'
import type { Day } from '../store/store'
import type { Command, CommandContext } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { createNewFile } from './new-file'
import { plural } from './plural'
import { progressBar } from './progress-bar'
import { readDay } from './read-day'

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
  if (bounds.from !== null && bounds.to !== null && bounds.from > bounds.to) throw new CommandError(`--from ${from} is after --to ${to}. Give the earlier day first.`, EXIT.usage)
  return context.withReader(async (reader) => {
    const writing = { reader, context, days: chooseDays(reader, bounds), ...chosen }
    if (output === undefined) {
      // Where the events themselves are on the terminal, a bar would be among them.
      await writeDays({ ...writing, write: context.write, progress: () => {} })
      return null
    }
    const events = await writeFile(output, writing)
    return { text: `Exported ${plural(events, 'event')} to ${output}.`, data: { file: output, events } }
  })
}

async function writeFile(output: string, writing: Omit<Writing, 'write' | 'progress'>): Promise<number> {
  const file = createNewFile(output)
  try {
    const count = await writeDays({ ...writing, write: file.write, progress: writing.context.progress })
    await file.finish()
    return count
  } catch (error) {
    await file.discard()
    throw error
  }
}

/** The days that have events, also those ahead of the clock: it may have been wrong. */
function chooseDays({ rawDays }: StoreReader, { from, to }: { readonly from: Day | null; readonly to: Day | null }): readonly Day[] {
  return rawDays.filter((day) => day >= (from ?? -Infinity) && day <= (to ?? Infinity))
}

interface Writing {
  readonly reader: StoreReader
  readonly context: CommandContext
  readonly days: readonly Day[]
  readonly head: string
  readonly encode: Encode
  readonly write: (text: string) => Promise<void>
  readonly progress: (text: string) => void
}

async function writeDays({ days, reader, context, head, encode, write, progress }: Writing): Promise<number> {
  const bar = progressBar(progress, { total: days.length, unit: 'day' })
  let count = 0
  let waiting: TelemetryEvent[] = []
  await write(head)
  for (const [index, day] of days.entries()) {
    for await (const event of reader.exportDay(day)) {
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
