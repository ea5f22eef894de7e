import type { Report, ReportSeriesPoint } from '@parel/telemetry-core'
import { useId, useMemo } from 'preact/hooks'
import { joinToWeeks, WEEKLY_FROM_DAYS } from '../charts/join-steps'
import { Sparkline } from '../charts/sparkline'
import { TrafficChart } from '../charts/traffic-chart'
import type { TrafficPoint } from '../charts/traffic-layout'
import { compareNumbers } from '../format/change'
import { formatStep } from '../format/dates'
import { COMPACT_FROM } from '../format/numbers'
import { CHARTED, METRICS, type Metric } from '../metrics'
import { ChartTable } from '../parts/chart-table'
import { CsvButton } from '../parts/panel'
import { Segmented } from '../parts/segmented'
import { readPrevious } from '../state/read-previous'
import { useDashboard } from '../state/dashboard-context'

/** The guide's eight numbers, each against the period before, and a chart of the chosen one. */
export function Summary() {
  const { report, state, change, isAnswer } = useDashboard()
  const { metric, filters } = state
  const names = isAnswer ? metric.narrowedBy.flatMap((filter) => filters.get(filter) ?? []) : []
  const title = names.length > 0 ? `${metric.label} of ${names.join(', ')}` : metric.label
  const steps = useMemo(() => readSteps(report, metric), [report, metric])
  const points = useMemo(() => toPoints(steps, metric), [steps, metric])
  const id = useId()
  return (
    <section class="panel summary" aria-labelledby={id}>
      <h2 id={id} class="hidden">Summary</h2>
      <div class="numbers">
        {METRICS.map((each) => (
          <SummaryNumber
            key={each.key} metric={each} report={report} values={toPoints(steps, each).filter(({ partial }) => !partial).map(({ value }) => value)}
            chosen={each === metric} onChoose={() => change({ metric: each })}
          />
        ))}
      </div>
      <div class="chart-head">
        <h3><bdi>{title}</bdi> <span class="quiet">by {steps.unit}</span></h3>
        {ofCalls.includes(metric) && (
          <Segmented label="What of API calls">
            {ofCalls.map((each) => <button key={each.key} type="button" title={each.explain} aria-pressed={each === metric} onClick={() => change({ metric: each })}>{each.label}</button>)}
          </Segmented>
        )}
        <Legend hasPrevious={points.some(({ previous }) => previous !== undefined)} hasPartial={points.some(({ partial }) => partial)} />
        <CsvButton title="Summary" csv={() => toCsv(steps)} />
      </div>
      <TrafficChart title={title} metric={metric} points={points} />
      <ChartTable
        caption={`${title} over time`}
        columns={['Time', metric.label, 'Before']}
        rows={() => points.map((point) => [formatStep(point.time), metric.format(point.value), metric.format(point.previous ?? null)])}
      />
    </section>
  )
}

const ofCalls = CHARTED.filter(({ narrowedBy }) => narrowedBy.includes('endpoint'))

interface SummaryNumberProps {
  readonly metric: (typeof METRICS)[number]
  readonly report: Report
  readonly values: readonly (number | null)[]
  readonly chosen: boolean
  readonly onChoose: () => void
}

function SummaryNumber({ metric, report, values, chosen, onChoose }: SummaryNumberProps) {
  const id = useId()
  const value = report.summary[metric.key]
  const before = readPrevious(report)
  const previous = before?.summary[metric.key]
  const change = compareNumbers(value, previous, metric.polarity)
  return (
    <div class="number-cell">
      <button type="button" class="number" data-metric={metric.key} aria-pressed={chosen} aria-describedby={id} onClick={onChoose}>
        <span class="number-label">{metric.label}</span>
        <span class="number-value">{metric.format(value)}</span>
        {before && (
          <span class={`change change-${change?.tone ?? 'neutral'}`}>
            {change ? <><span aria-hidden="true">{change.arrow} {change.text}</span><span class="hidden">{change.spoken}</span></> : <span class="hidden">no comparison</span>}
          </span>
        )}
        <Sparkline values={values} />
      </button>
      <span id={id} hidden>
        {metric.explain}
        {typeof value === 'number' && value >= COMPACT_FROM && ` Exactly ${value.toLocaleString()}.`}
        {previous === undefined ? '' : ` Before: ${metric.format(previous)}${before?.until ? ', up to the same time' : ''}.`}
        {report.series?.at(-1)?.partial ? ' Today is still running.' : ''}
      </span>
    </div>
  )
}

function Legend({ hasPrevious, hasPartial }: { readonly hasPrevious: boolean; readonly hasPartial: boolean }) {
  return (
    <p class="legend">
      <span><KeyLine className="line" />This period</span>
      {hasPrevious && <span><KeyLine className="line-previous" />Previous period</span>}
      {hasPartial && <span><KeyLine className="line line-partial" />Incomplete</span>}
    </p>
  )
}

function KeyLine({ className }: { readonly className: string }) {
  return <svg width="18" height="4" aria-hidden="true"><path class={className} d="M1 2h16" /></svg>
}

interface Steps {
  readonly current: readonly ReportSeriesPoint[]
  readonly previous: readonly ReportSeriesPoint[] | undefined
  readonly unit: 'hour' | 'day' | 'week'
}

// One day is told by its hours, a long time by its weeks, everything else by days; percentiles of days make none of a week.
function readSteps(report: Report, metric: Metric): Steps {
  const pick = (part: Pick<Report, 'series' | 'hours'> | undefined) => (report.period.days === 1 ? part?.hours : part?.series)
  const current = pick(report) ?? []
  const previous = pick(readPrevious(report))
  if (current.length < WEEKLY_FROM_DAYS || metric.key === 'p95ApiLatency') return { current, previous, unit: report.period.days === 1 ? 'hour' : 'day' }
  return { current: joinToWeeks(current), previous: previous && joinToWeeks(previous), unit: 'week' }
}

// An hour or day that has not begun has no value; a line at zero would say that nothing happened.
function toPoints({ current, previous }: Steps, metric: Metric): readonly TrafficPoint[] {
  const running = current.findIndex(({ partial }) => partial)
  return current.map((step, index) => ({
    time: step.time,
    partial: step.partial,
    value: running >= 0 && index > running ? null : (step[metric.key] ?? null),
    previous: previous ? (previous[index]?.[metric.key] ?? null) : undefined,
  }))
}

function toCsv({ current }: Steps) {
  return { columns: ['Time', ...CHARTED.map(({ label }) => label)], rows: current.map((step) => [step.time, ...CHARTED.map(({ key }) => step[key] ?? null)]) }
}
