// Stands in for d3-interpolate in the build. A scale of this page goes from numbers to pixels; the real package would bring colours, dates and
// strings with it, a fifth of all bytes.
type Interpolate = (a: number, b: number) => (t: number) => number

/** A straight line from `a` to `b`. */
export const interpolate: Interpolate = (a, b) => (t) => a * (1 - t) + b * t

/** {@link interpolate} under the other name that d3-scale knows. */
export const interpolateNumber = interpolate

/** A straight line in whole numbers. */
export const interpolateRound: Interpolate = (a, b) => (t) => Math.round(a * (1 - t) + b * t)

/** For scales of several colours, which are not drawn here. */
export const piecewise = interpolate
