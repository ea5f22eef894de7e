/** Rounds once, at the edge: milliseconds to 1 decimal. */
export const roundMs = (value: number | null): number | null => round(value, 10)

/** Rounds once, at the edge: a rate per 100 to 2 decimals. */
const roundRate = (value: number | null): number | null => round(value, 100)

/** `null` where the divisor is zero; never NaN, never infinite. */
export function divide(dividend: number, divisor: number): number | null {
  return divisor === 0 ? null : dividend / divisor
}

/** How many per 100, rounded; `null` without a base. */
export function ratePer100(part: number, base: number): number | null {
  return roundRate(divide(part * 100, base))
}

function round(value: number | null, factor: number): number | null {
  return value === null || !Number.isFinite(value) ? null : Math.round(value * factor) / factor
}
