import type { ReportCount } from '@parel/telemetry-core'

/** All of them together. */
export const sumCounts = (counts: readonly Pick<ReportCount, 'count'>[]) => counts.reduce((total, { count }) => total + count, 0)

/** Rows of a list that tell rules and reasons in words. */
export const toWords = (counts: readonly ReportCount[]) => counts.filter(({ count }) => count > 0).map(({ name, count }) => ({ name: name.replaceAll('_', ' '), count }))

/** Rows of a CSV that has several parts. */
export const toRows = (part: string, counts: readonly ReportCount[]) => counts.map(({ name, count }) => [part, name, count] as const)
