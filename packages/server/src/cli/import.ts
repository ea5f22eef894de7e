import { createHash } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { type Counts, type TelemetryStore } from '../store/store'
import type { Command, CommandContext } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { parseExportedEvent } from './parse-exported-event'
import { plural } from './plural'
import { progressBar } from './progress-bar'
import { batchByTime, insertBatch } from './insert-history'

const CHUNK = 500
const MAX_LINE = 64 * 1024

interface Tally {
  stored: number
  duplicates: number
  readonly dropped: Map<string, number>
}

/** Reads events that `export` wrote. Each is cleaned again; the same id counts once; a run that was cut short goes on where it stopped. */
export const importEvents: Command<{ readonly file: string }> = async ({ file }, context) => {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}. Give one that "parel-telemetry export --format ndjson" wrote.`, EXIT.noInput)
  return context.withStore(
    async (store) => {
      const tally = await readInto(store, { file, context })
      const dropped = [...tally.dropped.values()].reduce((sum, count) => sum + count, 0)
      const reasons = [...tally.dropped].map(([reason, count]) => `${reason} ${count}`).join(', ')
      const text = `Imported ${plural(tally.stored, 'event')}, ${plural(tally.duplicates, 'duplicate')}, ${dropped} dropped${reasons === '' ? '' : ` (${reasons})`}.`
      return { text, data: { stored: tally.stored, duplicates: tally.duplicates, dropped: Object.fromEntries(tally.dropped) } }
    },
    { create: true },
  )
}

async function readInto(store: TelemetryStore, { file, context }: { readonly file: string; readonly context: CommandContext }): Promise<Tally> {
  const { size, mtimeMs } = statSync(file)
  // Where a file was left; another file, or the same one changed, has another name here.
  const setting = `import:${createHash('sha256').update(`${file}:${size}:${mtimeMs}`).digest('base64url').slice(0, 22)}`
  const start = Number((await store.readSetting(setting)) ?? 0)
  const bar = progressBar(context.progress, { total: size, unit: 'byte' })
  const tally: Tally = { stored: 0, duplicates: 0, dropped: new Map() }
  for await (const { lines, end } of readChunks(file, start)) {
    context.signal.throwIfAborted()
    await insertLines(lines, { store, tally, now: context.now() })
    await store.writeSetting(setting, String(end))
    bar.move(end)
  }
  await store.writeSetting(setting, null)
  bar.end()
  return tally
}

/** Whole lines in groups, each with the place in the file behind it. */
async function* readChunks(file: string, start: number): AsyncGenerator<{ readonly lines: readonly string[]; readonly end: number }> {
  let rest = Buffer.alloc(0)
  let end = start
  let lines: string[] = []
  for await (const piece of createReadStream(file, { start })) {
    rest = Buffer.concat([rest, piece as Buffer])
    for (let mark = rest.indexOf(10); mark >= 0; mark = rest.indexOf(10)) {
      lines.push(rest.toString('utf8', 0, mark))
      rest = rest.subarray(mark + 1)
      end += mark + 1
      if (lines.length < CHUNK) continue
      yield { lines, end }
      lines = []
    }
    if (rest.length > MAX_LINE) throw new CommandError(`${file} has a line of more than ${MAX_LINE} bytes. Give a file that "parel-telemetry export --format ndjson" wrote.`, EXIT.data)
  }
  if (rest.length > 0) lines.push(rest.toString('utf8'))
  if (lines.length > 0) yield { lines, end: end + rest.length }
}

async function insertLines(lines: readonly string[], { store, tally, now }: { readonly store: TelemetryStore; readonly tally: Tally; readonly now: number }): Promise<void> {
  const events = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const event = parseExportedEvent(line)
    if (event === null) count(tally.dropped, new Map([['invalid', 1]]))
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
