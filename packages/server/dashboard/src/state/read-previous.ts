import type { Report, ReportSeriesPoint, ReportSummary } from '@parel/telemetry-core'

/** Whether nothing at all was recorded. */
export const isEmpty = ({ pageViews, actions, errors, apiCalls, sessions }: ReportSummary | ReportSeriesPoint) => !(pageViews || actions || errors || apiCalls || sessions)

/** The period before; undefined when it is not asked for, or when nothing was recorded in it: then every number would be "new". */
export function readPrevious({ previous }: Report): Report['previous'] {
  return previous && !isEmpty(previous.summary) ? previous : undefined
}
