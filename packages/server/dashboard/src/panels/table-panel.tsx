import type { ComponentChildren } from 'preact'
import { DataTable, readTable, type TableColumn } from '../parts/data-table'
import { Panel } from '../parts/panel'
import { NoMatch, useSearch } from '../parts/search'
import { nextSort, parseSort } from '../parts/sort-rows'
import { toggleFilter, useDashboard } from '../state/dashboard-context'
import type { Filter } from '../state/filters'

interface TablePanelProps<Row> {
  readonly id: string
  readonly title: string
  readonly note?: ComponentChildren
  readonly rows: readonly Row[]
  readonly columns: readonly TableColumn<Row>[]
  readonly nameLabel: string
  readonly nameOf: (row: Row) => string
  readonly shareOf?: (row: Row) => number
  readonly defaultSort: string
  readonly filter: Filter
  readonly empty: ComponentChildren
  readonly className?: string
  /** Stands above the table. */
  readonly head?: ComponentChildren
  readonly children?: ComponentChildren
}

/** A panel that is one table: search, order and filter live in the address. */
export function TablePanel<Row>(props: TablePanelProps<Row>) {
  const dashboard = useDashboard()
  const { state, change } = dashboard
  const { id, title, columns, nameLabel, nameOf, filter } = props
  const search = useSearch(id, title)
  const rows = props.rows.filter((row) => search.matches(nameOf(row)))
  const sort = parseSort(state.sorts.get(id) ?? props.defaultSort)
  return (
    <Panel title={title} note={props.note} tools={props.rows.length > 0 && search.field} csv={() => readTable({ nameLabel, nameOf, columns, rows, sort })} className={props.className ?? ''}>
      {props.head}
      <DataTable
        caption={title} columns={columns} rows={rows} nameLabel={nameLabel} nameOf={nameOf} sort={sort}
        {...(props.shareOf ? { shareOf: props.shareOf } : {})}
        onSort={(key) => change({ sorts: new Map(state.sorts).set(id, nextSort(sort, key)) }, 'replace')}
        onPick={(name) => toggleFilter(dashboard, filter, name)}
        picked={state.filters.get(filter)}
        pickHint={`filter by this ${filter}`}
        empty={search.words ? <NoMatch {...search} /> : state.filters.size && !props.head ? 'Nothing with these filters.' : props.empty}
      />
      {props.children}
    </Panel>
  )
}
