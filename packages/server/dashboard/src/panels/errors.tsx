import type { ReportCount, ReportErrors } from '@parel/telemetry-core'
import { Columns } from '../charts/columns'
import { chunk, WEEKLY_FROM_DAYS } from '../charts/join-steps'
import { formatStep } from '../format/dates'
import { formatCount, formatPercent } from '../format/numbers'
import { BarList } from '../parts/bar-list'
import { ChartTable } from '../parts/chart-table'
import { Explained } from '../parts/explained'
import { Panel } from '../parts/panel'
import { toggleFilter, useDashboard } from '../state/dashboard-context'

interface Kind {
  readonly name: string
  readonly label: string
  readonly tone: string
  readonly explain: string
}

const kinds: readonly Kind[] = [
  { name: 'api_error', label: 'API errors', tone: 'api', explain: 'A call to the API was answered with an error status.' },
  { name: 'client_error', label: 'Client errors', tone: 'client', explain: 'An exception in the page that nothing caught, or one that the app reported.' },
  { name: 'network_error', label: 'Network errors', tone: 'network', explain: 'A request that got no answer: offline, blocked or timed out.' },
]
const other: Kind = { name: '', label: 'Other errors', tone: 'other', explain: 'Errors with a name of your own, from trackError().' }

/** Errors by kind, over time and by page. */
export function Errors() {
  const dashboard = useDashboard()
  const errors = dashboard.report.errors ?? { kinds: [], pages: [], series: [] }
  const total = sum(errors.kinds)
  const named = errors.kinds.filter(({ name }) => !kinds.some((kind) => kind.name === name))
  const csv = () => ({
    columns: ['Part', 'Name', 'Errors'],
    rows: [...errors.kinds.map(({ name, count }) => ['kind', name, count] as const), ...errors.pages.map(({ name, count }) => ['page', name, count] as const)],
  })
  return (
    <Panel title="Error Distribution" csv={csv} note={total === 0 ? '' : `${formatCount(total)} in all`}>
      <ul class="kinds">
        {kinds.map((kind) => (
          <KindRow key={kind.name} kind={kind} count={countOf(errors.kinds, kind.name)} total={total} />
        ))}
      </ul>
      {total === 0 && <p class="panel-empty">No errors in this period.</p>}
      {total > 0 && errors.series.length > 1 && <Trend errors={errors} />}
      {named.length > 0 && (
        <>
          <h3><Explained label="Named by the app" explain="Errors under names of your own, recorded with trackError()." /></h3>
          <BarList caption="Errors by name" nameLabel="Name" countLabel="Errors" rows={named} tone="data-bad"
            onPick={(name) => toggleFilter(dashboard, 'error', name)} picked={dashboard.state.filters.get('error')} />
        </>
      )}
      {errors.pages.length > 0 && (
        <>
          <h3><Explained label="Problem areas" explain="Pages and endpoints on which most errors were recorded." /></h3>
          <BarList caption="Errors by page" nameLabel="Page" countLabel="Errors" rows={errors.pages} tone="data-bad"
            onPick={(name) => toggleFilter(dashboard, 'page', name)} picked={dashboard.state.filters.get('page')} />
        </>
      )}
    </Panel>
  )
}

function KindRow({ kind, count, total }: { readonly kind: Kind; readonly count: number; readonly total: number }) {
  const dashboard = useDashboard()
  const picked = dashboard.state.filters.get('error') === kind.name
  return (
    <li class={`kind tone-${kind.tone}`} data-tip={kind.explain}>
      <Explained label={kind.label} explain={kind.explain} />
      <button
        type="button" class="kind-value" data-kind={kind.name} aria-pressed={picked}
        aria-label={`${formatCount(count)} ${kind.label}, filter by this error`} onClick={() => toggleFilter(dashboard, 'error', kind.name)}
      >
        <strong>{formatCount(count)}</strong>
      </button>
      <span class="quiet">{total > 0 ? formatPercent(Math.round((count / total) * 100)) : ''}</span>
      <span class="kind-bar" style={{ '--share': total > 0 ? count / total : 0 }} />
    </li>
  )
}

function Trend({ errors }: { readonly errors: ReportErrors }) {
  const all = [...kinds, other]
  const weekly = errors.series.length >= WEEKLY_FROM_DAYS
  const steps = chunk(errors.series, weekly ? 7 : 1).map((group) => ({ time: group[0]?.time ?? '', kinds: group.flatMap((step) => step.kinds) }))
  const rows = steps.map(({ time, kinds: counts }) => ({
    label: formatStep(time),
    parts: all.map((kind) => ({
      tone: kind.tone,
      name: kind.label.toLowerCase(),
      count: kind === other ? sum(counts.filter(({ name }) => !kinds.some((known) => known.name === name))) : countOf(counts, kind.name),
    })),
  }))
  return (
    <>
      <h3><Explained label="Trend" explain="Errors over time, by kind." /> <span class="quiet">by {weekly ? 'week' : 'day'}</span></h3>
      <Columns columns={rows} label="Errors over time, by kind" ticks={[rows[0]?.label ?? '', rows.at(-1)?.label ?? '']} />
      <ChartTable caption="Errors over time" columns={['Time', ...all.map(({ label }) => label)]} rows={() => rows.map(({ label, parts }) => [label, ...parts.map(({ count }) => count)])} />
    </>
  )
}

const sum = (counts: readonly ReportCount[]) => counts.reduce((total, { count }) => total + count, 0)
const countOf = (counts: readonly ReportCount[], wanted: string) => sum(counts.filter(({ name }) => name === wanted))
