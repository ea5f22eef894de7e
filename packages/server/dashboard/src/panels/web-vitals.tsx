import type { ReportPageVitals, ReportVital, ReportVitals, WebVitalName } from '@parel/telemetry-core'
import { ShareBar } from '../charts/share-bar'
import { formatCount, formatLatency } from '../format/numbers'
import type { TableColumn } from '../parts/data-table'
import { Explained } from '../parts/explained'
import { Facts } from '../parts/facts'
import { formatVital, VitalTrend } from './vital-trend'
import { useDashboard } from '../state/dashboard-context'
import { TablePanel } from './table-panel'

const explanations: Record<WebVitalName, string> = {
  LCP: 'Largest Contentful Paint: when the largest part was visible. Good up to 2.5s, poor above 4s.',
  INP: 'Interaction to Next Paint: how long a click or a key took to show. Good up to 200ms, poor above 500ms.',
  CLS: 'Cumulative Layout Shift: how much the page jumped; it has no unit. Good up to 0.1, poor above 0.25.',
  FCP: 'First Contentful Paint: when anything was visible. Good up to 1.8s, poor above 3s.',
  TTFB: 'Time to First Byte: when the response began. Good up to 800ms, poor above 1.8s.',
}

// A form beside each colour, for those who see none.
const ratings = {
  good: { tone: 'good', mark: '●', name: 'good' },
  'needs-improvement': { tone: 'warn', mark: '■', name: 'needs improvement' },
  poor: { tone: 'bad', mark: '▲', name: 'poor' },
} as const

const find = (vitals: readonly ReportVital[], name: WebVitalName) => vitals.find((vital) => vital.name === name)
const countLoads = ({ vitals }: ReportPageVitals) => Math.max(...vitals.map(({ count }) => count))

const columns: readonly TableColumn<ReportPageVitals>[] = [
  ...(Object.keys(explanations) as WebVitalName[]).map((name): TableColumn<ReportPageVitals> => ({
    key: name, label: name, explain: explanations[name], read: ({ vitals }) => find(vitals, name)?.p75 ?? null, show: ({ vitals }) => <Value vital={find(vitals, name)} />,
  })),
  { key: 'count', label: 'Measured', explain: 'How often the page was measured.', className: 'wide', read: countLoads, show: (row) => formatCount(countLoads(row)) },
]

const none: ReportVitals = { all: [], pages: [], series: [] }

/** How fast pages were for those who saw them. */
export function WebVitals() {
  const { report } = useDashboard()
  const { all, pages } = report.vitals ?? none
  const top = Math.max(...pages.map(countLoads), 1)
  return (
    <TablePanel
      id="vitals" title="Web Vitals" className="panel-full" rows={pages} columns={columns} nameLabel="Page" filter="page" defaultSort="-count"
      nameOf={({ page }) => page} shareOf={(row) => countLoads(row) / top} note={<Explained label="p75" explain="Of 100 times that a page was measured, 75 were at most this; within 1.1%." />}
      head={all.length > 0 && <>
        <Facts facts={all.map((vital) => ({ label: vital.name, explain: explanations[vital.name], value: <><Value vital={vital} /> <Spread vital={vital} /></> }))} />
        <VitalTrend names={all.map(({ name }) => name)} />
      </>}
      empty={all.length > 0 ? 'The pages of these days were not kept.' : <>No page was measured in this period. Record web vitals with <code>webVitals()</code>.</>}
    />
  )
}

function Value({ vital }: { readonly vital: ReportVital | undefined }) {
  if (!vital) return formatLatency(null)
  const { tone, mark, name } = ratings[vital.rating]
  return <span class={`rated ${tone}`}><span class="small" aria-hidden="true">{mark}</span> {formatVital(vital.name)(vital.p75)}<span class="hidden"> {name}</span></span>
}

function Spread({ vital }: { readonly vital: ReportVital }) {
  const counts = { good: vital.good, 'needs-improvement': vital.needsImprovement, poor: vital.poor }
  return <ShareBar none="" parts={(Object.keys(counts) as (keyof typeof counts)[]).map((rating) => ({ ...ratings[rating], count: counts[rating] }))} />
}
