import type { ComponentChildren } from 'preact'
import { DataTable, readTable, type TableColumn } from '../parts/data-table'
import { Icon } from '../parts/icon'
import { Panel } from '../parts/panel'
import { nextSort, parseSort } from '../parts/sort-rows'
import { toggleFilter, useDashboard } from '../state/dashboard-context'
import type { Filter } from '../state/view-state'

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
  readonly children?: ComponentChildren
}

/** A panel that is one table: search, order and filter live in the address. */
export function TablePanel<Row>(props: TablePanelProps<Row>) {
  const dashboard = useDashboard()
  const { state, change } = dashboard
  const { id, title, columns, nameLabel, nameOf, filter } = props
  const words = state.searches.get(id) ?? ''
  const needle = words.toLocaleLowerCase()
  const rows = needle ? props.rows.filter((row) => nameOf(row).toLocaleLowerCase().includes(needle)) : props.rows
  const sort = parseSort(state.sorts.get(id) ?? props.defaultSort)
  const search = props.rows.length > 0 && (
    <SearchField title={title} words={words} onChange={(text) => change({ searches: new Map(state.searches).set(id, text) }, 'replace')} />
  )
  return (
    <Panel title={title} note={props.note} tools={search} csv={() => readTable({ nameLabel, nameOf, columns, rows, sort })} className={props.className ?? ''}>
      <DataTable
        caption={title} columns={columns} rows={rows} nameLabel={nameLabel} nameOf={nameOf} sort={sort}
        {...(props.shareOf ? { shareOf: props.shareOf } : {})}
        onSort={(key) => change({ sorts: new Map(state.sorts).set(id, nextSort(sort, key)) }, 'replace')}
        onPick={(name) => toggleFilter(dashboard, filter, name)}
        picked={state.filters.get(filter)}
        pickHint={`filter by this ${filter}`}
        empty={words ? <>Nothing matches “{words}”.</> : props.empty}
      />
      {props.children}
    </Panel>
  )
}

function SearchField({ title, words, onChange }: { readonly title: string; readonly words: string; readonly onChange: (text: string) => void }) {
  return (
    <label class="search">
      <Icon name="search" />
      <input type="search" value={words} placeholder="Search" aria-label={`Search ${title}`} onInput={(event) => onChange(event.currentTarget.value)} />
    </label>
  )
}
