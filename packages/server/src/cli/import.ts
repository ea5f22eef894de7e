import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { MAX_CLOCK_SKEW_MS, type TelemetryEvent } from '@parel/telemetry-core'
import type { Counts, TelemetryStore } from '../store/store'
import type { Command, CommandContext, CommandResult } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { batchByTime, insertBatch } from './insert-history'
import { parseExportedEvent } from './parse-exported-event'
import { plural } from './plural'
import { progressBar } from './progress-bar'
import { type LineGroup, readLines } from './read-lines'
import { refuseOtherFormat } from './refuse-other-format'

interface Tally {
  /** False when an earlier run has read the beginning. */
  readonly isWhole: boolean
  stored: number
  duplicates: number
  readonly dropped: Map<string, number>
}

type Counted = Readonly<Pick<Tally, 'stored' | 'duplicates'>> & { readonly dropped: Counts }

/** Reads events that `export` wrote. Each is cleaned again; the same id counts once; a run that was cut short goes on where it stopped. */
export const importEvents: Command<{ readonly file: string }> = async ({ file }, context) => {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}. Give one that "parel-telemetry export --format ndjson" wrote.`, EXIT.noInput)
  refuseOtherFormat(file)
  const beginning = existsSync(context.settings.values.database) ? null : await readToFirstEvent(file, context)
  try {
    if (beginning?.first === null) return describe({ stored: 0, duplicates: 0, dropped: beginning.dropped })
    return await context.withStore((store) => importInto(store, { file, context, beginning }), { create: true })
  } finally {
    // Where the store could not be opened, nobody has read on: a pipe would keep the process.
    await beginning?.rest.return(undefined)
  }
}

interface Importing {
  readonly file: string
  readonly context: CommandContext
  /** What was read before there was a database; null: nothing yet. */
  readonly beginning: Beginning | null
}

async function importInto(store: TelemetryStore, importing: Importing): Promise<CommandResult> {
  const tally = await readInto(store, importing)
  if (tally.isWhole && tally.stored + tally.duplicates === 0) refuseWithoutEvent(importing.file, tally)
  return describe(tally)
}

function describe({ stored, duplicates, dropped: byReason }: Counted): CommandResult {
  const { dropped, reasons } = describeDropped({ dropped: byReason })
  const text = `Imported ${plural(stored, 'event')}, ${plural(duplicates, 'duplicate')}, ${dropped} dropped${reasons === '' ? '' : ` (${reasons})`}.`
  return { text, data: { stored, duplicates, dropped: Object.fromEntries(byReason) } }
}

/** How a file begins. */
interface Beginning {
  /** Why the lines in front are no events. */
  readonly dropped: ReadonlyMap<string, number>
  /** The group that contains the first event; null if there is none. */
  readonly first: LineGroup | null
  readonly rest: ReturnType<typeof readLines>
}

/** A database is made for events: of lines without one nothing is left. What a pipe brings can be read only once, so what was read is kept. */
async function readToFirstEvent(file: string, context: CommandContext): Promise<Beginning> {
  const dropped = new Map<string, number>()
  const rest = readLines(file, 0)
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    context.signal.throwIfAborted()
    const found = [...readEvents(next.value.lines, context)]
    if (found.some((event) => typeof event !== 'string')) return { dropped, first: next.value, rest }
    for (const reason of found) count(dropped, new Map([[String(reason), 1]]))
  }
  refuseWithoutEvent(file, { dropped })
  return { dropped, first: null, rest }
}

async function* goOn({ first, rest }: Beginning): AsyncGenerator<LineGroup> {
  if (first !== null) yield first
  yield* rest
}

function refuseWithoutEvent(file: string, tally: Pick<Counted, 'dropped'>): void {
  if (!tally.dropped.has('invalid') && !tally.dropped.has('too_long')) return
  const { dropped, reasons } = describeDropped(tally)
  throw new CommandError(`${file} has no event: ${dropped} dropped (${reasons}). Give one that "parel-telemetry export --format ndjson" wrote.`, EXIT.data)
}

function describeDropped({ dropped }: Pick<Counted, 'dropped'>): { readonly dropped: number; readonly reasons: string } {
  return { dropped: [...dropped.values()].reduce((sum, count) => sum + count, 0), reasons: [...dropped].map(([reason, count]) => `${reason} ${count}`).join(', ') }
}

/** Each line as an event, or the reason why it is not kept. */
function* readEvents(lines: LineGroup['lines'], { cleaning, now }: Pick<CommandContext, 'cleaning' | 'now'>): Generator<TelemetryEvent | 'too_long' | 'invalid' | 'future'> {
  // The clock of a client may be as far ahead here as where the event was stored first.
  const latest = now() + MAX_CLOCK_SKEW_MS
  for (const line of lines) {
    if (line?.trim() === '') continue
    const event = line === null ? 'too_long' : (parseExportedEvent(line, cleaning) ?? 'invalid')
    yield typeof event !== 'string' && event.createdAt > latest ? 'future' : event
  }
}

async function readInto(store: TelemetryStore, { file, context, beginning }: Importing): Promise<Tally> {
  const { size, mtimeMs } = statSync(file)
  // Where a file was left; another file, or the same one changed, has another name here.
  const setting = `import:${createHash('sha256').update(`${resolve(file)}:${size}:${mtimeMs}`).digest('base64url').slice(0, 22)}`
  const start = Number((await store.readSetting(setting)) ?? 0)
  const bar = progressBar(context.progress, { total: size, unit: 'byte' })
  const tally: Tally = { isWhole: start === 0, stored: 0, duplicates: 0, dropped: new Map(beginning?.dropped) }
  for await (const { lines, end } of beginning === null ? readLines(file, start) : goOn(beginning)) {
    context.signal.throwIfAborted()
    await insertLines(lines, { store, tally, context })
    await store.writeSetting(setting, String(end))
    bar.move(end)
  }
  await store.writeSetting(setting, null)
  bar.end()
  return tally
}

interface Inserting {
  readonly store: TelemetryStore
  readonly tally: Tally
  readonly context: CommandContext
}

async function insertLines(lines: LineGroup['lines'], { store, tally, context }: Inserting): Promise<void> {
  const events = []
  for (const event of readEvents(lines, context)) {
    if (typeof event === 'string') count(tally.dropped, new Map([[event, 1]]))
    else events.push(event)
  }
  for (const batch of batchByTime(events)) {
    const { stored, duplicates, dropped } = await insertBatch(store, batch)
    tally.stored += stored
    tally.duplicates += duplicates
    count(tally.dropped, dropped)
  }
}

function count(into: Map<string, number>, counts: Counts): void {
  for (const [name, number] of counts) into.set(name, (into.get(name) ?? 0) + number)
}
