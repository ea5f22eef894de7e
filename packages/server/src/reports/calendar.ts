import type { Day } from '../store/store'

const dayMs = 86_400_000

/** `YYYY-MM-DD` of a day. */
export function dateOfDay(day: Day): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The day of a `YYYY-MM-DD`, or null when there is no such date. */
export function dayOfDate(date: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  const time = Date.parse(`${date}T00:00:00.000Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? null : time / dayMs
}

/** Clock and calendar of a reporting time zone. */
export interface Calendar {
  readonly timeZone: string
  /** The day on which a time falls. */
  dayOf(time: number): Day
  /** First millisecond of a day, since 1970-01-01 UTC. Days have 23 to 25 hours. */
  startOf(day: Day): number
  /** Hour of the day, 0 to 23. */
  hourOf(time: number): number
  /** Minute of the hour, 0 to 59. */
  minuteOf(time: number): number
}

/** Creates the calendar of a zone. */
export function createCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const wallClock = (time: number): number => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]))
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  }
  const offsetAt = (time: number) => wallClock(time) - Math.floor(time / 1000) * 1000
  return {
    timeZone,
    dayOf: (time) => Math.floor(wallClock(time) / dayMs),
    startOf(day) {
      const midnight = day * dayMs
      // Two steps: the first guess may lie on the other side of a change of offset.
      const guess = midnight - offsetAt(midnight)
      const start = midnight - offsetAt(guess)
      // Where midnight does not exist, the day begins when the clocks have jumped.
      return Math.floor(wallClock(start) / dayMs) < day ? start + 3_600_000 : start
    },
    hourOf: (time) => Math.floor((wallClock(time) % dayMs) / 3_600_000),
    minuteOf: (time) => Math.floor((wallClock(time) % 3_600_000) / 60_000),
  }
}
