import type { ReportBucket } from '@parel/telemetry-core'
import { sumCounts } from '../format/counts'
import { formatCount } from '../format/numbers'
import { ChartTable } from '../parts/chart-table'
import { chunk } from './join-steps'
import { Picture } from './picture'

interface HistogramProps {
  readonly buckets: readonly ReportBucket[]
  readonly format: (ms: number) => string
  /** For the scale, where room is short. */
  readonly formatEdge?: (ms: number) => string
  readonly label: string
  /** What is counted, for the table below. Without it the histogram is small and stands in a table row: no scale, no table. */
  readonly unit?: string
}

const maxBars = 40

/** Bars of a distribution, at most 40: more are joined with their neighbours. */
export function Histogram({ buckets, format, formatEdge = format, label, unit }: HistogramProps) {
  const bars = joinBuckets(buckets, unit ? maxBars : 20)
  const top = Math.max(...bars.map(({ count }) => count), 1)
  const first = bars[0]
  const last = bars.at(-1)
  if (!first || !last) return null
  const picture = (
    <Picture className="bars" label={`${label}: from ${format(first.from)} to ${format(last.to)}`}>
      {bars.map(({ from, to, count }) => (
        <span key={from} class="bar" style={{ '--height': count / top }} data-tip={`${format(from)} to ${format(to)}: ${formatCount(count)}`} />
      ))}
    </Picture>
  )
  if (!unit) return <div class="histogram-small">{picture}</div>
  return (
    <>
      <div>
        {picture}
        <div class="scale" aria-hidden="true">
          {bars.length <= 12 ? (
            bars.map(({ from }) => <span key={from} class="edge">{formatEdge(from)}</span>)
          ) : (
            [first.from, bars.at(bars.length / 2)?.from ?? first.from, last.to].map((edge) => <span key={edge}>{formatEdge(edge)}</span>)
          )}
        </div>
      </div>
      <ChartTable caption={label} columns={['From', 'To', unit]} rows={() => buckets.map(({ from, to, count }) => [format(from), format(to), formatCount(count)])} />
    </>
  )
}

function joinBuckets(buckets: readonly ReportBucket[], limit: number): readonly ReportBucket[] {
  return chunk(buckets, Math.ceil(buckets.length / limit)).map((group) => ({ from: group[0]?.from ?? 0, to: group.at(-1)?.to ?? 0, count: sumCounts(group) }))
}
