import { drawLine } from './draw-path'

const width = 100
const height = 24

/** A line without axes that only shows the shape of a number over time. Decoration: the number stands beside it. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  const top = Math.max(...known, 0)
  if (known.length < 2 || top === 0) return <svg class="sparkline" aria-hidden="true" />
  const places = values.map((value, index) => (value === null ? null : { x: (index / (values.length - 1)) * width, y: height - 2 - (value / top) * (height - 4) }))
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={drawLine(places)} />
    </svg>
  )
}
