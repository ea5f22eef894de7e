// Stands in for d3-format in the build. Ticks are written by Intl here (format/numbers.ts); d3-scale only asks for these when told to write them itself.
const plain = (value: number) => String(value)

/** A formatter that writes the number as it is. */
export const format = () => plain

/** {@link format} with a fixed unit. */
export const formatPrefix = format

/** Reads no specifier: there is only one format. */
export const formatSpecifier = () => ({ type: '', precision: 0 })

/** Digits after the point. */
export const precisionFixed = () => 0

/** {@link precisionFixed} with a fixed unit. */
export const precisionPrefix = precisionFixed

/** {@link precisionFixed} for significant digits. */
export const precisionRound = precisionFixed
