import { useMemo, useState } from 'preact/hooks'
import { compareNumbers } from '../format/change'
import { formatStep } from '../format/dates'
import { NO_NUMBER } from '../format/numbers'
import type { Drawn } from '../metrics'
import { layoutTraffic, type TrafficLayout, type TrafficPoint } from './traffic-layout'
import { useWidth } from './use-width'

const height = 232

interface TrafficChartProps {
  /** What is drawn: the number, and the names that it is narrowed to. */
  readonly title: string
  readonly metric: Drawn
  readonly points: readonly TrafficPoint[]
}

/** One number over time, against the period before. Arrow keys walk from step to step and say each value. */
export function TrafficChart({ title, metric, points }: TrafficChartProps) {
  const { ref, width } = useWidth()
  const layout = useMemo(() => layoutTraffic(points, { width, height, metric }), [points, width, metric])
  const [active, setActive] = useState<number | null>(null)
  const last = points.length - 1
  const shown = active === null ? last : Math.min(active, last)

  const onPointerMove = (event: PointerEvent) => {
    const box = ref.current?.getBoundingClientRect()
    if (!box || last < 0) return
    const share = (event.clientX - box.left - layout.plot.left) / (layout.plot.right - layout.plot.left)
    setActive(Math.max(0, Math.min(last, Math.round(share * last))))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepFor(event.key, shown, last)
    if (next === null) return
    event.preventDefault()
    setActive(next)
  }
  return (
    <div
      ref={ref}
      class="traffic"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <input type=range> cannot hold a drawing
      role="slider"
      tabIndex={0}
      aria-label={`${title} over time. Arrow keys move from step to step.`}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(last, 0)}
      aria-valuenow={Math.max(shown, 0)}
      aria-valuetext={speakPoint(metric, points[shown])}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerMove}
      onPointerLeave={() => setActive(null)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && setActive((index) => index ?? last)}
      onBlur={() => setActive(null)}
      onKeyDown={onKeyDown}
    >
      {width > 0 && <Drawing layout={layout} width={width} />}
      {points.every(({ value }) => value === null) && <p class="traffic-empty">{metric.label} has no value {points[0]?.time.includes('T') ? 'by the hour' : 'in this period'}.</p>}
      {width > 0 && active !== null && <Marker layout={layout} metric={metric} points={points} index={shown} width={width} />}
    </div>
  )
}

function Drawing({ layout, width }: { readonly layout: TrafficLayout; readonly width: number }) {
  const { plot } = layout
  return (
    <svg class="traffic-drawing" width={width} height={height} aria-hidden="true">
      {layout.valueTicks.map(({ text, y }) => (
        <g key={y}>
          <line class="grid" x1={plot.left} x2={plot.right} y1={y} y2={y} />
          <text class="tick" x={plot.left - 10} y={y + 4} text-anchor="end">{text}</text>
        </g>
      ))}
      <line class="baseline" x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} />
      <path class="area" d={layout.areaPath} />
      <path class="area area-partial" d={layout.partialAreaPath} />
      <path class="line-previous" d={layout.previousPath} />
      <path class="line" d={layout.linePath} />
      <path class="line line-partial" d={layout.partialPath} />
      {layout.timeTicks.map(({ text, x, anchor }) => (
        <text key={x} class="tick" x={x} y={height - 6} text-anchor={anchor}>{text}</text>
      ))}
    </svg>
  )
}

function Marker({ layout, metric, points, index, width }: Omit<TrafficChartProps, 'title'> & { readonly layout: TrafficLayout; readonly index: number; readonly width: number }) {
  const point = points[index]
  if (!point) return null
  const x = layout.x(index)
  const change = compareNumbers(point.value, point.previous, metric.polarity)
  return (
    <>
      <svg class="traffic-drawing traffic-marker" width={width} height={height} aria-hidden="true">
        <line class="cursor" x1={x} x2={x} y1={layout.plot.top} y2={layout.plot.bottom} />
        {typeof point.previous === 'number' && <circle class="dot-previous" cx={x} cy={layout.y(point.previous)} r={3} />}
        {point.value !== null && <circle class="dot" cx={x} cy={layout.y(point.value)} r={4} />}
      </svg>
      <div class={x > width / 2 ? 'readout readout-left' : 'readout'} style={{ '--x': `${x}px` }} aria-hidden="true">
        <div class="readout-time">{formatStep(point.time)}{point.partial ? ', incomplete' : ''}</div>
        <div class="readout-value">
          <strong>{metric.format(point.value)}</strong>
          {change && <span class={`change change-${change.tone}`}>{change.arrow} {change.text}</span>}
        </div>
        {point.previous !== undefined && <div class="readout-previous">before: {metric.format(point.previous)}</div>}
      </div>
    </>
  )
}

function stepFor(key: string, shown: number, last: number): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, shown - 1)
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(last, shown + 1)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

function speakPoint(metric: Drawn, point: TrafficPoint | undefined): string {
  if (!point) return 'No data'
  const value = point.value === null ? 'no value' : metric.format(point.value)
  const before = point.previous === undefined ? '' : `, before ${point.previous === null ? NO_NUMBER : metric.format(point.previous)}`
  return `${formatStep(point.time)}${point.partial ? ', incomplete' : ''}: ${value}${before}`
}
