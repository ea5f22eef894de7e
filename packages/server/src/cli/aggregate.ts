import { createCalendar, dateOfDay } from '@parel/telemetry-core'
import type { Day, StoreHealth } from '../store/store'
import type { Command } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { plural } from './plural'
import { readDay } from './read-day'

/** Flags of `aggregate`. */
export interface AggregateFlags {
  readonly date?: string
  readonly all?: boolean
}

/** Computes the daily numbers of every day that changed; of one day or of all that have raw events, changed or not. */
export const aggregate: Command<AggregateFlags> = ({ date, all = false }, { withStore, now, signal }) => {
  if (date !== undefined && all) throw new CommandError('Give --date or --all, not both.', EXIT.usage)
  const asked = date === undefined ? null : readDay(date)
  return withStore(async (store) => {
    const health = await store.health(now())
    if (asked !== null) refuseUnfinished(asked, health, now())
    const chosen = asked !== null ? [asked] : all ? finishedDays(health, now()) : undefined
    const { days } = await store.aggregate({ now: now(), signal, ...(chosen !== undefined && { days: chosen }) })
    signal.throwIfAborted()
    const dates = days.map(dateOfDay)
    return { text: dates.length === 0 ? nothingToDo({ date, all }) : `Aggregated ${plural(dates.length, 'day')}: ${nameDays(dates)}.`, data: { days: dates } }
  })
}

/** A year of dates is no answer to read. */
function nameDays(dates: readonly string[]): string {
  return dates.length <= 7 ? dates.join(', ') : `${dates[0]} to ${dates.at(-1)}`
}

function nothingToDo({ date, all = false }: { readonly date: string | undefined; readonly all?: boolean }): string {
  if (date !== undefined) return `Nothing to do: ${date} has no raw events. It never had any, or they are past the retention and its numbers stay as they are.`
  return all ? 'Nothing to do: no finished day has raw events.' : 'Nothing to do: every finished day is aggregated.'
}

/** Today still grows: its numbers are computed live until it is over. */
function refuseUnfinished(day: Day, { timeZone }: StoreHealth, now: number): void {
  if (day < createCalendar(timeZone).dayOf(now)) return
  throw new CommandError(`--date is ${dateOfDay(day)}, which has not ended in ${timeZone}. Give an earlier day; reports compute today by themselves.`, EXIT.usage)
}

function finishedDays({ oldestRawDay, timeZone }: StoreHealth, now: number): readonly Day[] {
  const today = createCalendar(timeZone).dayOf(now)
  return oldestRawDay === null ? [] : Array.from({ length: Math.max(0, today - oldestRawDay) }, (_, index) => oldestRawDay + index)
}
