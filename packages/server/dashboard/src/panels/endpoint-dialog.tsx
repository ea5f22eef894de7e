import type { ReportEndpoint } from '@parel/telemetry-core'
import { Histogram } from '../charts/histogram'
import { formatCount, formatLatency, formatRate } from '../format/numbers'
import { Dialog } from '../parts/dialog'
import { Facts } from '../parts/facts'

/** Everything known about one endpoint. */
export function EndpointDialog({ endpoint, onClose }: { readonly endpoint: ReportEndpoint; readonly onClose: () => void }) {
  const { endpoint: name, count, avg, p50, p95, p99, errorRate, statusCodes, latency, percentiles } = endpoint
  return (
    <Dialog title={name} onClose={onClose}>
      <Facts
        facts={[
          { label: 'Calls', value: formatCount(count), explain: 'How often the endpoint was called.' },
          { label: 'Mean', value: formatLatency(avg), explain: 'Mean time from request to response.' },
          { label: 'p50', value: formatLatency(p50), explain: 'Half of the calls were faster than this.' },
          { label: 'p95', value: formatLatency(p95), explain: '95 of 100 calls were faster than this.' },
          { label: 'p99', value: formatLatency(p99), explain: '99 of 100 calls were faster than this.' },
          { label: 'Failed', value: formatRate(errorRate), explain: 'Calls with status 400 or above, or without a response, per 100 calls.' },
        ]}
      />
      <h3>Latency <span class="quiet">{percentiles === 'exact' ? 'exact' : 'within 1.1%'}</span></h3>
      <Histogram buckets={latency} format={formatLatency} label={`Latency of ${name}`} unit="Calls" />
      <h3>Status codes</h3>
      <table class="plain">
        <thead><tr><th scope="col">Status</th><th scope="col">Calls</th></tr></thead>
        <tbody>
          {statusCodes.map(({ name: code, count: calls }, index) => (
            <tr key={code}><th scope="row">{code === '0' ? 'no answer' : code}</th><td data-tip={`Calls that were answered with ${code === '0' ? 'nothing' : code}`} tabIndex={index > 0 ? undefined : 0}>{formatCount(calls)}</td></tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
