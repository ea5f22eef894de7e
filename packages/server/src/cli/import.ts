import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Counts, TelemetryStore } from '../store/store'
import type { Command, CommandContext } from './command'
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
  await refuseForNothing(file, context)
  return context.withStore(
    async (store) => {
      const tally = await readInto(store, { file, context })
      const { dropped, reasons } = describeDropped(tally)
      if (tally.isWhole && tally.stored + tally.duplicates === 0) refuseWithoutEvent(file, tally)
      const text = `Imported ${plural(tally.stored, 'event')}, ${plural(tally.duplicates, 'duplicate')}, ${dropped} dropped${reasons === '' ? '' : ` (${reasons})`}.`
      return { text, data: { stored: tally.stored, duplicates: tally.duplicates, dropped: Object.fromEntries(tally.dropped) } }
    },
    { create: true },
  )
}

/** A database is made for events. What a pipe brings can be read only once, and is judged at its end. */
async function refuseForNothing(file: string, { settings, cleaning, signal }: CommandContext): Promise<void> {
  if (existsSync(settings.values.database) || !statSync(file).isFile()) return
  const tally: Tally = { isWhole: true, stored: 0, duplicates: 0, dropped: new Map() }
  for await (const { lines } of readLines(file, 0)) {
    signal.throwIfAborted()
    for (const found of readEvents(lines, cleaning)) {
      if (typeof found !== 'string') return
      count(tally.dropped, new Map([[found, 1]]))
    }
  }
  refuseWithoutEvent(file, tally)
}

function refuseWithoutEvent(file: string, tally: Tally): void {
  if (!tally.dropped.has('invalid') && !tally.dropped.has('too_long')) return
  const { dropped, reasons } = describeDropped(tally)
  throw new CommandError(`${file} has no event: ${dropped} dropped (${reasons}). Give one that "parel-telemetry export --format ndjson" wrote.`, EXIT.data)
}

function describeDropped({ dropped }: Tally): { readonly dropped: number; readonly reasons: string } {
  return { dropped: [...dropped.values()].reduce((sum, count) => sum + count, 0), reasons: [...dropped].map(([reason, count]) => `${reason} ${count}`).join(', ') }
}

/** Each line as an event, or why it is none. */
function* readEvents(lines: LineGroup['lines'], cleaning: CommandContext['cleaning']): Generator<NonNullable<ReturnType<typeof parseExportedEvent>> | 'too_long' | 'invalid'> {
  for (const line of lines) {
    if (line?.trim() === '') continue
    yield line === null ? 'too_long' : (parseExportedEvent(line, cleaning) ?? 'invalid')
  }
}

async function readInto(store: TelemetryStore, { file, context }: { readonly file: string; readonly context: CommandContext }): Promise<Tally> {
  const { size, mtimeMs } = statSync(file)
  // Where a file was left; another file, or the same one changed, has another name here.
  const setting = `import:${createHash('sha256').update(`${resolve(file)}:${size}:${mtimeMs}`).digest('base64url').slice(0, 22)}`
  const start = Number((await store.readSetting(setting)) ?? 0)
  const bar = progressBar(context.progress, { total: size, unit: 'byte' })
  const tally: Tally = { isWhole: start === 0, stored: 0, duplicates: 0, dropped: new Map() }
  for await (const { lines, end } of readLines(file, start)) {
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
