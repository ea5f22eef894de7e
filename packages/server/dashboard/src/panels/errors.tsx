import type { ReportCount, ReportErrors } from '@parel/telemetry-core'
import { Columns } from '../charts/columns'
import { chunk, WEEKLY_FROM_DAYS } from '../charts/join-steps'
import { sumCounts, toRows } from '../format/counts'
import { formatDay, formatStep } from '../format/dates'
import { formatCount, formatPercent } from '../format/numbers'
import { BarList } from '../parts/bar-list'
import { Explained } from '../parts/explained'
import { Panel } from '../parts/panel'
import { NoMatch, useSearch } from '../parts/search'
import { toggleFilter, useDashboard } from '../state/dashboard-context'

interface Kind {
  readonly name: string
  readonly label: string
  readonly tone: string
  readonly explain: string
}

const kinds: readonly Kind[] = [
  { name: 'api_error', label: 'API errors', tone: 'api', explain: 'Recorded by the app as api_error. A failed call alone is not an error.' },
  { name: 'client_error', label: 'Client errors', tone: 'client', explain: 'An exception that nothing caught, or that the app reported.' },
  { name: 'network_error', label: 'Network errors', tone: 'network', explain: 'Recorded by the app as network_error.' },
]
const other: Kind = { name: '', label: 'Other errors', tone: 'other', explain: 'Errors with your own name, from trackError().' }

/** Errors by kind, over time and by page. */
export function Errors() {
  const { report } = useDashboard()
  const errors = report.errors ?? { kinds: [], pages: [], series: [] }
  // The list of kinds may be cut.
  const total = report.summary.errors
  const named = errors.kinds.filter(({ name }) => !kinds.some((kind) => kind.name === name))
  const search = useSearch('errors', 'Error Distribution')
  const pick = (rows: readonly ReportCount[]) => rows.filter(({ name }) => search.matches(name))
  const csv = () => ({
    columns: ['Part', 'Name', 'Errors'],
    rows: [...toRows('kind', errors.kinds), ...toRows('page', pick(errors.pages)), ...errors.series.flatMap((day) => toRows(day.time, day.kinds))],
  })
  return (
    <Panel title="Error Distribution" className="panel-full" csv={csv} tools={errors.pages.length + named.length > 0 && search.field} note={total === 0 ? '' : `${formatCount(total)} in all`}>
      <div class="split">
        <div>
          <ul class="kinds">
            {kinds.map((kind) => (
              <KindRow key={kind.name} kind={kind} count={countOf(errors.kinds, kind.name)} total={total} />
            ))}
          </ul>
          {total === 0 && <p class="panel-empty">No errors in this period.</p>}
          {total > 0 && errors.series.length > 1 && <Trend errors={errors} />}
        </div>
        {total > 0 && (
          <div>
            <Names title="Problem areas" explain="Pages and endpoints with the most errors." filter="page" rows={pick(errors.pages)} />
            <Names title="Named by the app" explain="Errors with your own name, from trackError()." filter="error" rows={pick(named)} />
            {search.words && pick([...errors.pages, ...named]).length === 0 && <NoMatch {...search} />}
          </div>
        )}
      </div>
    </Panel>
  )
}

interface NamesProps {
  readonly title: string
  readonly explain: string
  readonly filter: 'page' | 'error'
  readonly rows: readonly ReportCount[]
}

function Names({ title, explain, filter, rows }: NamesProps) {
  const dashboard = useDashboard()
  if (rows.length === 0) return null
  return (
    <>
      <h3><Explained label={title} explain={explain} /></h3>
      <BarList caption={`Errors by ${filter === 'page' ? 'page' : 'name'}`} nameLabel={filter === 'page' ? 'Page' : 'Name'} countLabel="Errors" rows={rows} tone="data-bad"
        onPick={(name) => toggleFilter(dashboard, filter, name)} picked={dashboard.state.filters.get(filter)} pickHint={`filter by this ${filter}`} />
    </>
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
    label: (weekly ? formatDay : formatStep)(time),
    parts: all.map((kind) => ({
      tone: kind.tone,
      name: kind.label.toLowerCase(),
      count: kind === other ? sumCounts(counts.filter(({ name }) => !kinds.some((known) => known.name === name))) : countOf(counts, kind.name),
    })),
  }))
  return (
    <>
      <h3><Explained label="Trend" explain="Errors over time, by kind." /> <span class="quiet">by {weekly ? 'week' : 'day'}</span></h3>
      <Columns columns={rows} label="Errors over time, by kind" heads={['Time', ...all.map(({ label }) => label)]} />
    </>
  )
}

const countOf = (counts: readonly ReportCount[], wanted: string) => sumCounts(counts.filter(({ name }) => name === wanted))
