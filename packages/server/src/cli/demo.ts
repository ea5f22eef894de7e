import { asFlag, readWhole } from '../config/read-value'
import type { TelemetryStore } from '../store/store'
import type { Command, CommandContext } from './command'
import { createScratchDatabase, refuseExisting } from './scratch-database'
import { demoEvents } from './demo-events'
import { insertBatch } from './insert-history'
import { plural } from './plural'
import { progressBar } from './progress-bar'
import { refuseToStart, serve } from './serve'
import { shellWord } from './shell-word'

/** Flags of `demo`. */
export interface DemoFlags {
  readonly days?: string
  readonly seedOnly?: boolean
}

const readDays = asFlag(readWhole({ from: 1, to: 365, example: 30, what: 'a whole number of days' }))
const SESSIONS_A_DAY = 60

/** Fills a new database with sample data and serves its dashboard. Never touches an existing database. */
export const demo: Command<DemoFlags> = async ({ days = '30', seedOnly = false }, context) => {
  const { database } = context.settings.values
  refuseExisting(database)
  const count = readDays(days, '--days')
  if (!seedOnly) refuseToStart(context.settings.values)
  const events = await fill(context, count)
  if (!seedOnly) return serve({}, context)
  return { text: `Filled ${database} with ${plural(events, 'invented event')} of ${plural(count, 'day')}. Look at it with: parel-telemetry serve --database ${shellWord(database)}`, data: { database, events, days: count } }
}

/** An incomplete demo database is useless, and the next run would refuse it. */
async function fill(context: CommandContext, days: number): Promise<number> {
  const made = createScratchDatabase(context.settings.values.database)
  try {
    const events = await context.withStore((store) => seed(store, { context, days }), { create: true, file: made.file })
    made.finish()
    return events
  } catch (error) {
    made.discard()
    throw error
  }
}

async function seed(store: TelemetryStore, { context, days }: { readonly context: CommandContext; readonly days: number }): Promise<number> {
  const bar = progressBar(context.progress, { total: days, unit: 'day' })
  let stored = 0
  let done = 0
  for (const events of demoEvents({ now: context.now(), days, sessions: SESSIONS_A_DAY, random: Math.random })) {
    context.signal.throwIfAborted()
    for (let from = 0; from < events.length; from += 1000) stored += (await insertBatch(store, events.slice(from, from + 1000))).stored
    bar.move(++done)
  }
  bar.end()
  await store.aggregate({ now: context.now(), signal: context.signal })
  context.signal.throwIfAborted()
  return stored
}
