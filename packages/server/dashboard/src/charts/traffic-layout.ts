import { nice, ticks } from 'd3-array'
import { formatTick } from '../format/dates'
import type { Metric } from '../metrics'
import { drawArea, drawLine } from './draw-path'

/** One step of the chart. */
export interface TrafficPoint {
  readonly time: string
  readonly value: number | null
  /** True for the step that is still running, and for the rest of days behind the last whole week. */
  readonly partial: boolean
  /** The same step of the period before. */
  readonly previous: number | null | undefined
}

/** What the chart draws: paths and labels at real pixels. */
export interface TrafficLayout {
  readonly x: (index: number) => number
  readonly y: (value: number) => number
  readonly areaPath: string
  readonly linePath: string
  /** The unfinished step; dashed, because it will still grow. */
  readonly partialPath: string
  readonly partialAreaPath: string
  readonly previousPath: string
  readonly valueTicks: readonly { readonly text: string; readonly y: number }[]
  readonly timeTicks: readonly { readonly text: string; readonly x: number; readonly anchor: 'middle' | 'end' }[]
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
}

const labelWidth = 72
const letterWidth = 6.2

interface TrafficPlace {
  readonly width: number
  readonly height: number
  readonly metric: Pick<Metric, 'tickUnit' | 'tickStep' | 'formatTick'>
}

/** Computes the drawing of a series for a place of `width` × `height` pixels. */
export function layoutTraffic(points: readonly TrafficPoint[], { width, height, metric }: TrafficPlace): TrafficLayout {
  const top = Math.max(...points.flatMap(({ value, previous }) => [value ?? 0, previous ?? 0]), 0)
  const unit = metric.tickUnit(top)
  const [, highest] = nice(0, top / unit || 1, 4)
  const values = ticks(0, highest, 4)
    .map((value) => value * unit)
    .filter((value) => value > 0 && (metric.tickStep === 0 || value % metric.tickStep === 0))
    .map((value) => ({ value, text: metric.formatTick(value) }))
  const left = Math.max(...values.map(({ text }) => text.length)) * letterWidth + 12
  const plot = { left, right: Math.max(width - 4, left + 1), top: 10, bottom: height - 24 }
  const y = (value: number) => plot.bottom - (value / unit / highest) * (plot.bottom - plot.top)
  const step = points.length > 1 ? (plot.right - plot.left) / (points.length - 1) : 0
  const x = (index: number) => (points.length > 1 ? plot.left + index * step : (plot.left + plot.right) / 2)
  const placesOf = (indexes: readonly number[], read: (point: TrafficPoint) => number | null | undefined) =>
    indexes.map((index) => {
      const point = points[index]
      const value = point && read(point)
      return typeof value === 'number' ? { x: x(index), y: y(value) } : null
    })
  const current = (indexes: readonly number[]) => placesOf(indexes, ({ value }) => value)
  const all = points.map((_point, index) => index)
  const running = points.findIndex(({ partial }) => partial)
  const whole = running < 0 ? all : all.slice(0, running)
  const partial = running < 0 ? [] : all.slice(Math.max(0, running - 1), running + 1)
  return {
    x, y, plot,
    linePath: drawLine(current(whole)),
    partialPath: drawLine(current(partial)),
    // The running hour of the day before holds only its part: drawn, it would be a dip that never was. A running last day dips in both lines.
    previousPath: drawLine(placesOf(all.filter((index) => index !== running || index === points.length - 1), ({ previous }) => previous)),
    areaPath: drawArea(current(whole), plot.bottom),
    partialAreaPath: drawArea(current(partial), plot.bottom),
    valueTicks: values.map(({ value, text }) => ({ text, y: y(value) })),
    timeTicks: layoutTimeTicks(points, x, plot),
  }
}

function layoutTimeTicks(points: readonly TrafficPoint[], x: (index: number) => number, plot: TrafficLayout['plot']): TrafficLayout['timeTicks'] {
  const room = Math.max(2, Math.floor((plot.right - plot.left) / labelWidth))
  const candidates = points.map((_point, index) => index).filter((index) => !isLong(points) || beginsMonth(points, index))
  const every = Math.max(1, Math.ceil(candidates.length / room))
  return candidates.flatMap((index, order) => {
    const point = points[index]
    if (!point || order % every !== 0 || (index > 0 && plot.right - x(index) < labelWidth / 2 && index !== points.length - 1)) return []
    // The last one would stand out of the panel.
    return [{ text: formatTick(point.time, isLong(points)), x: x(index), anchor: plot.right - x(index) < labelWidth / 4 ? 'end' : 'middle' }]
  })
}

const dayMs = 86_400_000
const isLong = (points: readonly TrafficPoint[]) => Date.parse(points.at(-1)?.time ?? '') - Date.parse(points[0]?.time ?? '') > 120 * dayMs

function beginsMonth(points: readonly TrafficPoint[], index: number): boolean {
  return index > 0 && points[index]?.time.slice(0, 7) !== points[index - 1]?.time.slice(0, 7)
}
