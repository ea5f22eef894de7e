import type { WebVitalName } from '@parel/telemetry-core'
import { useMemo, useState } from 'preact/hooks'
import { TrafficChart } from '../charts/traffic-chart'
import { formatDay, formatStep } from '../format/dates'
import { formatLatency, NO_NUMBER } from '../format/numbers'
import { type Drawn, measured } from '../metrics'
import { ChartTable } from '../parts/chart-table'
import { Segmented } from '../parts/segmented'
import { useDashboard } from '../state/dashboard-context'

const formatShift = (value: number | null) => value?.toLocaleString() ?? NO_NUMBER

/** How the values of a web vital are written. */
export const formatVital = (name: WebVitalName) => (name === 'CLS' ? formatShift : formatLatency)

/** The p75 of one web vital by the day: percentiles of days make none of a week, and hours have none. */
export function VitalTrend({ names }: { readonly names: readonly WebVitalName[] }) {
  const { report } = useDashboard()
  const { series = [], vitals } = report
  const [chosen, choose] = useState(names[0])
  const name = names.find((each) => each === chosen) ?? names[0] ?? 'LCP'
  const days = useMemo(() => new Map(vitals?.series?.map(({ time, p75 }) => [time, p75[name]])), [vitals, name])
  // A server that was rolled back behind this page knows no days.
  if (series.length < 2 || !vitals?.series) return null
  const label = `p75 of ${name}`
  const metric: Drawn = { label, ...measured(formatVital(name)), polarity: 'down' }
  const points = series.map(({ time, partial }) => ({ time, partial, value: days.get(time) ?? null, previous: undefined }))
  const lost = points.findLast(({ time }) => days.get(time) === null)
  return (
    <>
      <div class="chart-head">
        <h3>{label} <span class="quiet">by day</span></h3>
        <Segmented label="Which web vital">
          {names.map((each) => <button key={each} type="button" aria-pressed={each === name} onClick={() => choose(each)}>{each}</button>)}
        </Segmented>
      </div>
      <TrafficChart title={label} metric={metric} points={points} />
      {lost && <p class="quiet small">Measured until {formatDay(lost.time)}, too, but no value was kept: it came without one, or to an older version.</p>}
      <ChartTable caption={`${label} over time`} columns={['Time', name]} rows={() => points.map(({ time, value }) => [formatStep(time), metric.format(value)])} />
    </>
  )
}
