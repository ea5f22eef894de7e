import type { ReportPage } from '@parel/telemetry-core'
import { formatCount, formatLength } from '../format/numbers'
import type { TableColumn } from '../parts/data-table'
import { Explained } from '../parts/explained'
import { useDashboard } from '../state/dashboard-context'
import { TablePanel } from './table-panel'

const columns: readonly TableColumn<ReportPage>[] = [
  { key: 'views', label: 'Views', explain: 'How often the page was shown.', read: ({ views }) => views, show: ({ views }) => <strong>{formatCount(views)}</strong> },
  {
    key: 'sessions', label: 'Sessions', explain: 'Sessions that saw the page, added over the days of the period.', className: 'wide',
    read: ({ sessions }) => sessions, show: ({ sessions }) => formatCount(sessions),
  },
  {
    key: 'time', label: 'Time', explain: 'Mean visible time, where reported. A hidden tab does not count.',
    read: ({ avgVisibleTime }) => avgVisibleTime, show: ({ avgVisibleTime }) => formatLength(avgVisibleTime),
  },
  {
    key: 'errors', label: 'Errors', explain: 'Errors that were recorded on the page.', className: 'wide',
    read: ({ errors }) => errors, show: ({ errors }) => <span class={errors > 0 ? 'bad' : 'quiet'}>{formatCount(errors)}</span>,
  },
]

/** The pages by views. */
export function TopPages() {
  const { report } = useDashboard()
  const rows = report.pages?.rows ?? []
  const top = Math.max(...rows.map(({ views }) => views), 1)
  return (
    <TablePanel
      id="pages" title="Top Pages" rows={rows} columns={columns} nameLabel="Page" filter="page" defaultSort="-views"
      nameOf={({ page }) => page} shareOf={({ views }) => views / top}
      note={<Explained label={`${formatCount(report.pages?.uniquePages ?? 0)} unique`} explain="Different routes: /orders/1 and /orders/2 are both /orders/[id]." />}
      empty="No page was viewed in this period."
    />
  )
}
