import type { CsvCell } from '../export/csv'
import { ScrollArea } from './scroll-area'

interface ChartTableProps {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: () => readonly (readonly CsvCell[])[]
}

/** The numbers behind a chart, closed until asked for. */
export function ChartTable({ caption, columns, rows }: ChartTableProps) {
  return (
    <details class="chart-table">
      <summary>Show as table<span class="hidden">({caption})</span></summary>
      <ScrollArea label={caption}>
        <table class="plain">
          <caption class="hidden">{caption}</caption>
          <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
          <tbody>
            {rows().map((row) => (
              <tr key={String(row[0])}>
                {row.map((cell, index) => (index === 0 ? <th key={columns[index]} scope="row">{cell}</th> : <td key={columns[index]}>{cell}</td>))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </details>
  )
}
