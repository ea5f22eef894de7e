// The server speaks in days and hours of the reporting time zone ("2025-10-13", "2025-10-13T16:00"). They are read as UTC and written as UTC,
// so that no zone of the viewer can move a day.
const inUtc = { timeZone: 'UTC' } as const
const dayMonth = new Intl.DateTimeFormat(undefined, { ...inUtc, day: 'numeric', month: 'short' })
const weekdayDayMonth = new Intl.DateTimeFormat(undefined, { ...inUtc, weekday: 'short', day: 'numeric', month: 'short' })
const monthYear = new Intl.DateTimeFormat(undefined, { ...inUtc, month: 'short', year: 'numeric' })
const fullDay = new Intl.DateTimeFormat(undefined, { ...inUtc, day: 'numeric', month: 'short', year: 'numeric' })
const hourMinute = new Intl.DateTimeFormat(undefined, { ...inUtc, hour: '2-digit', minute: '2-digit' })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })

const isHour = (time: string) => time.includes('T')
const readTime = (time: string) => new Date(`${isHour(time) ? time.slice(0, 16) : `${time.slice(0, 10)}T00:00`}Z`)

/** The short form under an axis. */
export function formatTick(time: string, asMonth: boolean): string {
  if (isHour(time)) return hourMinute.format(readTime(time))
  return asMonth ? monthYear.format(readTime(time)) : dayMonth.format(readTime(time))
}

/** The full form of a step: `Mon, 13 Oct`, or `13:00` for an hour. */
export function formatStep(time: string): string {
  return isHour(time) ? hourMinute.format(readTime(time)) : weekdayDayMonth.format(readTime(time))
}

/** `7 Oct – 13 Oct 2025`. Takes the two ISO times of a period and its zone. */
export function formatDays(startDate: string, endDate: string, timeZone: string | undefined): string {
  return fullDay.formatRange(readTime(toDay(startDate, timeZone)), readTime(toDay(endDate, timeZone)))
}

/** The day, `YYYY-MM-DD`, that a moment falls on in the given zone. */
export function toDay(iso: string, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: timeZone ?? 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(iso))
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${read('year').padStart(4, '0')}-${read('month')}-${read('day')}`
}

/** One day such as `13 Oct 2025`. */
export function formatDay(day: string): string {
  return fullDay.format(readTime(day))
}

/** A moment with seconds, in the given zone. */
export function formatClock(iso: string | number, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', ...(timeZone ? { timeZone } : {}) }).format(new Date(iso))
}

/** A moment with seconds, with its day when that is not `today`. */
export function formatRecent(iso: string, timeZone: string | undefined, today: string): string {
  const day = toDay(iso, timeZone)
  return day === today ? formatClock(iso, timeZone) : `${dayMonth.format(readTime(day))}, ${formatClock(iso, timeZone)}`
}

/** A moment with its date, in the given zone. */
export function formatMoment(iso: string, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', ...(timeZone ? { timeZone } : {}) }).format(new Date(iso))
}

/** `3 minutes ago`, `in 12 days`. */
export function formatAgo(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000)
  const size = Math.abs(seconds)
  if (size < 60) return relative.format(seconds, 'second')
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute')
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour')
  return relative.format(Math.round(seconds / 86_400), 'day')
}
