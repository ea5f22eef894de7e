import type { ReportTransition } from '@parel/telemetry-core'
import { useId, useState } from 'preact/hooks'
import { formatCount, formatPercent } from '../format/numbers'
import { Explained } from '../parts/explained'
import { Icon } from '../parts/icon'
import { Panel } from '../parts/panel'
import { RowName } from '../parts/row-name'
import { NoMatch, useSearch } from '../parts/search'
import { toggleFilter, useDashboard } from '../state/dashboard-context'

const firstRows = 8

/** Which page followed which, most often first. */
export function Journeys() {
  const { report, state } = useDashboard()
  const page = state.filters.get('page')
  const [all, setAll] = useState(false)
  const id = useId()
  const search = useSearch('journeys', 'Journeys')
  const whole = report.transitions ?? []
  const rows = whole.filter(({ from, to }) => search.matches(from) || search.matches(to))
  const top = Math.max(...rows.map(({ count }) => count), 1)
  const shareOf = createShares(whole, page)
  const csv = () => ({ columns: ['From', 'To', 'Steps'], rows: rows.map(({ from, to, count }) => [from, to, count]) })
  return (
    <Panel title="Journeys" note="page to page" csv={csv} className="panel-full" tools={whole.length > 0 && search.field}>
      {rows.length === 0 && search.words ? <NoMatch {...search} /> : rows.length === 0 ? (
        <p class="panel-empty">No session went from {page === undefined ? 'one page' : 'this page'} to another{page !== undefined && ', or back,'} in this period.</p>
      ) : (
        <table class="data journeys">
          <caption class="hidden">Steps from page to page</caption>
          <thead>
            <tr>
              <th scope="col">From</th><th scope="col" class="text">To</th>
              <th scope="col"><Explained id={`${id}-steps`} label="Steps" explain="How often the second page was the next one after the first in a session." /></th>
              <th scope="col" class="wide"><Explained id={`${id}-share`} label="Share" explain={page === undefined ? 'Of 100 steps away from the first page, how many led to the second.' : 'Of 100 steps away from this page, or of 100 to it.'} /></th>
            </tr>
          </thead>
          <tbody>
            {(all ? rows : rows.slice(0, firstRows)).map((row) => (
              <JourneyRow key={`${row.from}\n${row.to}`} id={id} row={row} top={top} share={shareOf(row)} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > firstRows && <button type="button" class="more" onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show all ${rows.length}`}</button>}
    </Panel>
  )
}

const pickHint = 'filter by this page'

interface JourneyRowProps {
  readonly id: string
  readonly row: ReportTransition
  readonly top: number
  readonly share: number
}

/** The share of a step in all steps away from its first page. Narrowed to a page, of other pages only the steps to it are known: these share in its arrivals. */
function createShares(rows: readonly ReportTransition[], page: string | undefined): (row: ReportTransition) => number {
  const keyOf = ({ from, to }: ReportTransition) => (page === undefined || from === page ? `from ${from}` : `to ${to}`)
  const totals = new Map<string, number>()
  for (const row of rows) totals.set(keyOf(row), (totals.get(keyOf(row)) ?? 0) + row.count)
  return (row) => row.count / (totals.get(keyOf(row)) ?? row.count)
}

function JourneyRow({ id, row, top, share }: JourneyRowProps) {
  const dashboard = useDashboard()
  const onPick = (page: string) => toggleFilter(dashboard, 'page', page)
  return (
    <tr>
      <th scope="row" class="name-cell" style={{ '--share': `${(row.count / top) * 100}%` }}><RowName name={row.from} onPick={onPick} pickHint={pickHint} /></th>
      <td class="text journey-to"><Icon name="arrow" /><RowName name={row.to} onPick={onPick} pickHint={pickHint} /></td>
      <td data-tip-from={`${id}-steps`}><strong>{formatCount(row.count)}</strong></td>
      <td class="wide" data-tip-from={`${id}-share`}>{formatPercent(Math.round(share * 100))}</td>
    </tr>
  )
}
