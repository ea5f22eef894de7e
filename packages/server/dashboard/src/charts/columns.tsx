import { Picture } from './picture'

/** One column: parts from bottom to top, each with the class that colours it. */
export interface Column {
  readonly label: string
  readonly parts: readonly { readonly tone: string; readonly name: string; readonly count: number }[]
}

/** Quiet columns over time or hours; the text of each stands in its hint, all numbers in the table behind. */
export function Columns({ columns, label, ticks }: { readonly columns: readonly Column[]; readonly label: string; readonly ticks: readonly string[] }) {
  const top = Math.max(...columns.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)), 1)
  return (
    <div class="histogram histogram-large">
      <Picture className="bars" label={label}>
        {columns.map((column) => (
          <span key={column.label} class="column" data-tip={`${column.label}: ${column.parts.map(({ name, count }) => `${count} ${name}`).join(', ')}`}>
            {column.parts.map(({ tone, name, count }) => count > 0 && <span key={name} class={`part tone-${tone}`} style={{ '--height': count / top }} />)}
          </span>
        ))}
      </Picture>
      <div class="scale" aria-hidden="true">{ticks.map((tick) => <span key={tick}>{tick}</span>)}</div>
    </div>
  )
}
