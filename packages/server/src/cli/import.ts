import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
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

/** Reads events that `export` wrote. Each is cleaned again; the same id counts once; a run that was cut short goes on where it stopped. */
export const importEvents: Command<{ readonly file: string }> = async ({ file }, context) => {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}. Give one that "parel-telemetry export --format ndjson" wrote.`, EXIT.noInput)
  refuseOtherFormat(file)
  const beginning = existsSync(context.settings.values.database) ? null : await readToFirstEvent(file, context)
  try {
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
  const { dropped, reasons } = describeDropped(tally)
  if (tally.isWhole && tally.stored + tally.duplicates === 0) refuseWithoutEvent(importing.file, tally)
  const text = `Imported ${plural(tally.stored, 'event')}, ${plural(tally.duplicates, 'duplicate')}, ${dropped} dropped${reasons === '' ? '' : ` (${reasons})`}.`
  return { text, data: { stored: tally.stored, duplicates: tally.duplicates, dropped: Object.fromEntries(tally.dropped) } }
}

/** How a file begins. */
interface Beginning {
  /** Why the lines in front are no events. */
  readonly dropped: ReadonlyMap<string, number>
  /** The group with the first event; null where there is none. */
  readonly first: LineGroup | null
  readonly rest: ReturnType<typeof readLines>
}

/** A database is made for events: of lines without one nothing is left. What a pipe brings can be read only once, so what was read is kept. */
async function readToFirstEvent(file: string, { cleaning, signal }: CommandContext): Promise<Beginning> {
  const dropped = new Map<string, number>()
  const rest = readLines(file, 0)
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    signal.throwIfAborted()
    const found = [...readEvents(next.value.lines, cleaning)]
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

function refuseWithoutEvent(file: string, tally: Pick<Tally, 'dropped'>): void {
  if (!tally.dropped.has('invalid') && !tally.dropped.has('too_long')) return
  const { dropped, reasons } = describeDropped(tally)
  throw new CommandError(`${file} has no event: ${dropped} dropped (${reasons}). Give one that "parel-telemetry export --format ndjson" wrote.`, EXIT.data)
}

function describeDropped({ dropped }: Pick<Tally, 'dropped'>): { readonly dropped: number; readonly reasons: string } {
  return { dropped: [...dropped.values()].reduce((sum, count) => sum + count, 0), reasons: [...dropped].map(([reason, count]) => `${reason} ${count}`).join(', ') }
}

/** Each line as an event, or why it is none. */
function* readEvents(lines: LineGroup['lines'], cleaning: CommandContext['cleaning']): Generator<NonNullable<ReturnType<typeof parseExportedEvent>> | 'too_long' | 'invalid'> {
  for (const line of lines) {
    if (line?.trim() === '') continue
    yield line === null ? 'too_long' : (parseExportedEvent(line, cleaning) ?? 'invalid')
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
  const now = context.now()
  const events = []
  for (const event of readEvents(lines, context.cleaning)) {
    if (typeof event === 'string') count(tally.dropped, new Map([[event, 1]]))
    else if (event.createdAt > now) count(tally.dropped, new Map([['future', 1]]))
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
