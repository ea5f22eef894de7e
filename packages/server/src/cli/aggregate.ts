import { createCalendar, dateOfDay, dayOfDate } from '../reports/calendar'
import type { Day, StoreHealth } from '../store/store'
import type { Command } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { plural } from './plural'

/** Flags of `aggregate`. */
export interface AggregateFlags {
  readonly date?: string
  readonly all?: boolean
}

/** Computes the daily numbers of every day that changed, of one day, or of all. */
export const aggregate: Command<AggregateFlags> = ({ date, all = false }, { withStore, now, signal }) =>
  withStore(async (store) => {
    const chosen = date !== undefined ? [readDay(date)] : all ? finishedDays(await store.health(now()), now()) : undefined
    const { days } = await store.aggregate({ now: now(), signal, ...(chosen !== undefined && { days: chosen }) })
    const dates = days.map(dateOfDay)
    return { text: dates.length === 0 ? 'Nothing to do: every finished day is aggregated.' : `Aggregated ${plural(dates.length, 'day')}: ${dates.join(', ')}.`, data: { days: dates } }
  })

/** Reads a day given as `YYYY-MM-DD`. */
export function readDay(date: string, flag = '--date'): Day {
  const day = dayOfDate(date)
  if (day === null) throw new CommandError(`${flag} is ${JSON.stringify(date.slice(0, 40))}. Give a date such as 2025-10-13.`, EXIT.usage)
  return day
}

function finishedDays({ oldestRawDay, timeZone }: StoreHealth, now: number): readonly Day[] {
  const today = createCalendar(timeZone).dayOf(now)
  return oldestRawDay === null ? [] : Array.from({ length: Math.max(0, today - oldestRawDay) }, (_, index) => oldestRawDay + index)
}
