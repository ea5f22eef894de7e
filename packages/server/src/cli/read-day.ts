import { dayOfDate } from '@parel/telemetry-core'
import type { Day } from '../store/store'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'

/** Reads a day given as `YYYY-MM-DD`. */
export function readDay(date: string, flag = '--date'): Day {
  const day = dayOfDate(date)
  if (day === null) throw new CommandError(`${flag} is ${JSON.stringify(date.slice(0, 40))}. Give a date such as 2025-10-13.`, EXIT.usage)
  return day
}
