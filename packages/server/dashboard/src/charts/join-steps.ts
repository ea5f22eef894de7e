import type { ReportSeriesPoint } from '@parel/telemetry-core'

/** From this many days on, a chart shows weeks: a line of 365 points says nothing. */
export const WEEKLY_FROM_DAYS = 121

/** Joins days to weeks, counted from the first day, so that two periods of the same length stay comparable step by step. */
export function joinToWeeks(days: readonly ReportSeriesPoint[]): readonly ReportSeriesPoint[] {
  return chunk(days, 7).map((week) => {
    const actions = total(week, 'actions')
    const errors = total(week, 'errors')
    return {
      time: week[0]?.time ?? '',
      partial: week.length < 7 || week.some(({ partial }) => partial),
      pageViews: total(week, 'pageViews'),
      actions,
      errors,
      apiCalls: total(week, 'apiCalls'),
      sessions: total(week, 'sessions'),
      avgApiLatency: weightedMean(week, 'avgApiLatency', 'apiCalls'),
      // Percentiles do not average.
      p95ApiLatency: null,
      apiErrorRate: weightedMean(week, 'apiErrorRate', 'apiCalls'),
      // Of days that have none, as under the filter of an action, there is none of their week.
      errorRate: actions > 0 && week.some((day) => day.errorRate !== null) ? (errors / actions) * 100 : null,
      avgSessionLength: weightedMean(week, 'avgSessionLength', 'sessions'),
    }
  })
}

/** Cuts a list into pieces of `size`; the last one may be shorter. */
export function chunk<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_value, index) => items.slice(index * size, (index + 1) * size))
}

type CountKey = 'pageViews' | 'actions' | 'errors' | 'apiCalls' | 'sessions'

function total(steps: readonly ReportSeriesPoint[], key: CountKey): number {
  return steps.reduce((sum, step) => sum + (step[key] ?? 0), 0)
}

function weightedMean(steps: readonly ReportSeriesPoint[], key: 'avgApiLatency' | 'apiErrorRate' | 'avgSessionLength', weight: 'apiCalls' | 'sessions'): number | null {
  const known = steps.filter((step) => typeof step[key] === 'number')
  const count = total(known, weight)
  return count > 0 ? known.reduce((sum, step) => sum + (step[key] ?? 0) * step[weight], 0) / count : null
}
