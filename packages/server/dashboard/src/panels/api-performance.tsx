import type { ReportEndpoint } from '@parel/telemetry-core'
import { useMemo, useState } from 'preact/hooks'
import { Histogram } from '../charts/histogram'
import { formatCount, formatLatency, formatRate } from '../format/numbers'
import type { TableColumn } from '../parts/data-table'
import { useDashboard } from '../state/dashboard-context'
import { EndpointDialog } from './endpoint-dialog'
import { StatusBar } from './status-bar'
import { TablePanel } from './table-panel'

const latency = (key: 'p50' | 'p95' | 'p99', explain: string): TableColumn<ReportEndpoint> => ({
  key, label: key, explain, read: (row) => row[key], show: (row) => (key === 'p95' ? <strong>{formatLatency(row[key])}</strong> : formatLatency(row[key])),
})

const tableColumns = (open: (row: ReportEndpoint) => void): readonly TableColumn<ReportEndpoint>[] => [
  { key: 'count', label: 'Calls', explain: 'How often the endpoint was called.', read: ({ count }) => count, show: ({ count }) => formatCount(count) },
  latency('p50', 'Half of the calls were faster than this.'),
  latency('p95', '95 of 100 calls were faster than this. The table begins with the slowest.'),
  latency('p99', '99 of 100 calls were faster than this.'),
  {
    key: 'errorRate', label: 'Failed', explain: 'Calls with status 400 or above, or without a response, per 100 calls.',
    read: ({ errorRate }) => errorRate, show: ({ errorRate }) => <span class={errorRate ? 'bad' : 'quiet'}>{formatRate(errorRate)}</span>,
  },
  {
    key: 'status', label: 'Status', explain: 'Responses by status class, and calls without a response.', className: 'graphic',
    read: ({ statusCodes }) => statusCodes.map(({ name, count }) => `${name}: ${count}`).join('; '), show: ({ statusCodes }) => <StatusBar codes={statusCodes} />,
  },
  {
    key: 'latency', label: 'Latency', explain: 'Distribution of the calls from fast to slow. Opens the numbers.', className: 'graphic',
    read: ({ latency: buckets }) => buckets.map(({ from, to, count }) => `${from}-${to}ms: ${count}`).join('; '),
    show: (row) => (
      <button type="button" class="graphic-button" aria-label={`Latency of ${row.endpoint}`} onClick={() => open(row)}>
        <Histogram buckets={row.latency} format={formatLatency} label="Latency" />
      </button>
    ),
  },
]

/** Every endpoint with its percentiles, slowest first. */
export function ApiPerformance() {
  const { report } = useDashboard()
  const [opened, setOpened] = useState<ReportEndpoint | null>(null)
  const columns = useMemo(() => tableColumns(setOpened), [])
  const rows = report.endpoints ?? []
  const top = Math.max(...rows.map(({ p95 }) => p95 ?? 0), 1)
  const approximate = rows.some(({ percentiles }) => percentiles === 'approximate')
  return (
    <TablePanel
      id="endpoints" title="API Performance" className="panel-full" rows={rows} columns={columns} nameLabel="Endpoint" filter="endpoint" defaultSort="-p95"
      nameOf={({ endpoint }) => endpoint} shareOf={({ p95 }) => (p95 ?? 0) / top}
      note={<span class="wide">{approximate ? 'percentiles within 1.1%' : 'exact percentiles'}</span>}
      empty={<>No API call was timed in this period. Automatic capture records them, or <code>trackApiCall(endpoint, ms, status)</code>.</>}
    >
      {opened && <EndpointDialog endpoint={opened} onClose={() => setOpened(null)} />}
    </TablePanel>
  )
}
