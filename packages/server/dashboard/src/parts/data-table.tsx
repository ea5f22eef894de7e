import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { CsvTable } from '../export/csv'
import { RowName } from './row-name'
import { sortRows, type Sort } from './sort-rows'

/** One column of a table. */
export interface TableColumn<Row> {
  readonly key: string
  readonly label: string
  readonly explain: string
  /** What the column is sorted by and what the CSV holds. */
  readonly read: (row: Row) => string | number | null
  /** What the cell shows. */
  readonly show: (row: Row) => ComponentChildren
  /** `wide`: left out where the table is narrow; the details of the row and the CSV still have it. */
  readonly className?: string
}

interface DataTableProps<Row> {
  readonly caption: string
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly nameLabel: string
  readonly nameOf: (row: Row) => string
  /** Length of the bar behind the name, 0 to 1. */
  readonly shareOf?: (row: Row) => number
  readonly sort: Sort
  readonly onSort: (key: string) => void
  readonly onPick?: (name: string) => void
  readonly picked?: string | undefined
  readonly pickHint?: string
  readonly empty: ComponentChildren
}

const firstRows = 8
const moreRows = 50

/** A table whose rows filter, whose columns sort and explain themselves, and which never draws more rows than are asked for. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, nameLabel, sort, onSort, empty } = props
  const [limit, setLimit] = useState(firstRows)
  const id = useId()
  if (rows.length === 0) return <div class="panel-empty">{empty}</div>
  const isCut = rows.length > limit
  const shown = sortRows(rows, columns, sort, props.nameOf).slice(0, limit)
  return (
    <>
      <table class="data">
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="column-name">{nameLabel}</span></th>
            {columns.map((column) => (
              <HeaderCell key={column.key} id={`${id}-${column.key}`} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>{shown.map((row) => <TableRow key={props.nameOf(row)} id={id} row={row} {...props} />)}</tbody>
      </table>
      {rows.length > firstRows && (
        <button type="button" class="more" onClick={() => setLimit(isCut ? limit + moreRows : firstRows)}>
          {isCut ? `Show ${Math.min(moreRows, rows.length - limit)} more of ${rows.length}` : 'Show fewer'}
        </button>
      )}
    </>
  )
}

/** The table as it stands on the screen, for the CSV. */
export function readTable<Row>({ nameLabel, nameOf, columns, rows, sort }: Pick<DataTableProps<Row>, 'nameLabel' | 'nameOf' | 'columns' | 'rows' | 'sort'>): CsvTable {
  return {
    columns: [nameLabel, ...columns.map(({ label }) => label)],
    rows: sortRows(rows, columns, sort, nameOf).map((row) => [nameOf(row), ...columns.map(({ read }) => read(row))]),
  }
}

interface HeaderCellProps<Row> {
  readonly id: string
  readonly column: TableColumn<Row>
  readonly sort: Sort
  readonly onSort: (key: string) => void
}

function HeaderCell<Row>({ id, column, sort, onSort }: HeaderCellProps<Row>) {
  const active = sort.key === column.key
  return (
    <th scope="col" class={column.className ?? ''} aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="column-name" aria-describedby={id} onClick={() => onSort(column.key)}>
        {column.label}
        <span class="sort-mark" aria-hidden="true">{active ? (sort.descending ? '↓' : '↑') : ''}</span>
      </button>
      <span id={id} hidden>{column.explain}</span>
    </th>
  )
}

function TableRow<Row>({ id, row, columns, nameOf, shareOf, onPick, picked, pickHint }: DataTableProps<Row> & { readonly id: string; readonly row: Row }) {
  const name = nameOf(row)
  return (
    <tr class={picked === name ? 'picked' : ''}>
      <th scope="row" class="name-cell" style={{ '--share': `${Math.round((shareOf?.(row) ?? 0) * 1000) / 10}%` }}>
        <RowName name={name} onPick={onPick} picked={picked} pickHint={pickHint} />
      </th>
      {columns.map((column) => (
        <td key={column.key} class={column.className ?? ''} data-label={column.label} data-tip-from={`${id}-${column.key}`}>{column.show(row)}</td>
      ))}
    </tr>
  )
}
