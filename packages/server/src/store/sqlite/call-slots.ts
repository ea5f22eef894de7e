/** Calls that wait for an answer, by number. */
export interface CallSlots<Value> {
  /** Keeps a value. @returns Its number, which no other call ever had. */
  add(value: Value): number
  /** Gives a value back and forgets it; undefined when it was given back already. */
  take(call: number): Value | undefined
  /** Gives all back and forgets them. */
  takeAll(): readonly Value[]
  readonly size: number
}

// The number of a call is its place and, above that, how often the place was used before.
const placeSpan = 2 ** 20

/**
 * Creates an empty set of calls.
 *
 * Not a Map: one of short-lived entries outgrows its table again and again, each old table points to the next one and to what it held, and as soon as
 * one of them counts as old to the collector, every later request stays in memory until the next full collection.
 */
export function createCallSlots<Value>(): CallSlots<Value> {
  const values: (Value | undefined)[] = []
  const calls: number[] = []
  const free: number[] = []
  const take = (call: number): Value | undefined => {
    const place = call % placeSpan
    if (calls[place] !== call || values[place] === undefined) return undefined
    const value = values[place]
    values[place] = undefined
    calls[place] = call + placeSpan
    free.push(place)
    return value
  }
  return {
    take,
    add(value) {
      const place = free.pop() ?? values.length
      values[place] = value
      return (calls[place] ??= place)
    },
    takeAll: () => calls.map(take).filter((value) => value !== undefined),
    get size() {
      return values.length - free.length
    },
  }
}
