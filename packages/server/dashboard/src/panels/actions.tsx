import type { ReportAction } from '@parel/telemetry-core'
import { showName } from '../format/name'
import { formatCount, formatRate } from '../format/numbers'
import type { TableColumn } from '../parts/data-table'
import { useDashboard } from '../state/dashboard-context'
import { TablePanel } from './table-panel'

const columns: readonly TableColumn<ReportAction>[] = [
  { key: 'count', label: 'Uses', explain: 'How often the action was recorded.', read: ({ count }) => count, show: ({ count }) => <strong>{formatCount(count)}</strong> },
  {
    key: 'sessions', label: 'Sessions', explain: 'Sessions in which the action happened at least once.', className: 'wide',
    read: ({ sessions }) => sessions, show: ({ sessions }) => formatCount(sessions),
  },
  {
    key: 'adoption', label: 'Adoption', explain: 'Sessions with this action per 100 sessions.',
    read: ({ adoption }) => adoption, show: ({ adoption }) => formatRate(adoption),
  },
  {
    key: 'where', label: 'Mostly on', explain: 'The page on which the action happened most often.', className: 'wide text',
    read: ({ pages }) => pages[0]?.name ?? null, show: ({ pages }) => <span class="clip" title={pages[0]?.name ?? ''}><bdi>{showName(pages[0]?.name)}</bdi></span>,
  },
]

/** The most used features. */
export function Actions() {
  const { report } = useDashboard()
  const rows = report.actions ?? []
  const top = Math.max(...rows.map(({ count }) => count), 1)
  return (
    <TablePanel
      id="actions" title="Actions" rows={rows} columns={columns} nameLabel="Feature" filter="action" defaultSort="-count"
      nameOf={({ action }) => action} shareOf={({ count }) => count / top} note="most used features"
      empty={<>No action in this period. Record one with <code>trackAction('name')</code>.</>}
    />
  )
}
