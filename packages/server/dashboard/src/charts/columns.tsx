import { sumCounts } from '../format/counts'
import { formatCount } from '../format/numbers'
import { ChartTable } from '../parts/chart-table'
import { Picture } from './picture'

/** One column: parts from bottom to top, each with the class that colours it. */
export interface Column {
  readonly label: string
  readonly parts: readonly { readonly tone: string; readonly name: string; readonly count: number }[]
}

interface ColumnsProps {
  readonly columns: readonly Column[]
  /** Names the picture and the table. */
  readonly label: string
  /** Heads of the table: one for the labels, one for each part. */
  readonly heads: readonly string[]
  /** Without it, the first and the last label. */
  readonly ticks?: readonly string[]
}

/** Quiet columns over time or hours; the text of each stands in its hint, all numbers in the table below. */
export function Columns({ columns, label, heads, ticks = [columns[0]?.label ?? '', columns.at(-1)?.label ?? ''] }: ColumnsProps) {
  const top = Math.max(...columns.map(({ parts }) => sumCounts(parts)), 1)
  return (
    <>
      <Picture className="bars" label={label}>
        {columns.map((column) => (
          <span key={column.label} class="column" data-tip={`${column.label}: ${column.parts.map(({ name, count }) => `${count} ${name}`).join(', ')}`}>
            {column.parts.map(({ tone, name, count }) => count > 0 && <span key={name} class={`part tone-${tone}`} style={{ '--height': count / top }} />)}
          </span>
        ))}
      </Picture>
      <div class="scale" aria-hidden="true">{ticks.map((tick) => <span key={tick}>{tick}</span>)}</div>
      <ChartTable caption={label} columns={heads} rows={() => columns.map((column) => [column.label, ...column.parts.map(({ count }) => formatCount(count))])} />
    </>
  )
}
