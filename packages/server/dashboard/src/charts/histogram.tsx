import type { ReportBucket } from '@parel/telemetry-core'
import { formatCount } from '../format/numbers'
import { Picture } from './picture'

interface HistogramProps {
  readonly buckets: readonly ReportBucket[]
  readonly format: (ms: number) => string
  /** For the scale, where room is short. */
  readonly formatEdge?: (ms: number) => string
  readonly label: string
  /** `small` stands in a table row: no scale. */
  readonly size?: 'small' | 'large'
}

const maxBars = 40

/** Bars of a distribution, at most 40: more are joined with their neighbours. */
export function Histogram({ buckets, format, formatEdge = format, label, size = 'large' }: HistogramProps) {
  const bars = joinBuckets(buckets, size === 'small' ? 20 : maxBars)
  const top = Math.max(...bars.map(({ count }) => count), 1)
  const first = bars[0]
  const last = bars.at(-1)
  if (!first || !last) return null
  return (
    <div class={`histogram histogram-${size}`}>
      <Picture className="bars" label={`${label}: from ${format(first.from)} to ${format(last.to)}`}>
        {bars.map(({ from, to, count }) => (
          <span key={from} class="bar" style={{ '--height': count / top }} data-tip={`${format(from)} to ${format(to)}: ${formatCount(count)}`} />
        ))}
      </Picture>
      {size === 'large' && (
        <div class="scale" aria-hidden="true">
          {bars.length <= 12 ? (
            bars.map(({ from }) => <span key={from} class="edge">{formatEdge(from)}</span>)
          ) : (
            [first.from, bars[Math.floor(bars.length / 2)]?.from ?? first.from, last.to].map((edge) => <span key={edge}>{formatEdge(edge)}</span>)
          )}
        </div>
      )}
    </div>
  )
}

function joinBuckets(buckets: readonly ReportBucket[], limit: number): readonly ReportBucket[] {
  const width = Math.ceil(buckets.length / limit)
  if (width <= 1) return buckets
  return Array.from({ length: Math.ceil(buckets.length / width) }, (_value, index) => {
    const group = buckets.slice(index * width, (index + 1) * width)
    return { from: group[0]?.from ?? 0, to: group.at(-1)?.to ?? 0, count: group.reduce((sum, { count }) => sum + count, 0) }
  })
}
