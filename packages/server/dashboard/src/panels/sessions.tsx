import type { ReportCount, ReportSeriesPoint, ReportSessions } from '@parel/telemetry-core'
import { Columns } from '../charts/columns'
import { Histogram } from '../charts/histogram'
import { joinToWeeks, WEEKLY_FROM_DAYS } from '../charts/join-steps'
import { formatStep } from '../format/dates'
import { formatCount, formatLength, formatPercent, formatRoundLength } from '../format/numbers'
import { ChartTable } from '../parts/chart-table'
import { Explained } from '../parts/explained'
import { Facts } from '../parts/facts'
import { Panel } from '../parts/panel'
import { useDashboard } from '../state/dashboard-context'

const none: ReportSessions = { count: 0, avgLength: null, medianLength: null, percentiles: 'exact', lengths: [], platforms: [], startsByHour: [] }
const hourTicks = ['00', '06', '12', '18', '23']
const showHour = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** How many sessions, how long, when, and on which platform. */
export function Sessions() {
  const { report } = useDashboard()
  const sessions = report.sessions ?? none
  const csv = () => ({
    columns: ['Part', 'Name', 'Sessions'],
    rows: [
      ...sessions.lengths.map(({ from, to, count }) => ['length', `${formatLength(from)} to ${formatLength(to)}`, count] as const),
      ...sessions.platforms.map(({ name, count }) => ['platform', name, count] as const),
      ...sessions.startsByHour.map((count, hour) => ['start', showHour(hour), count] as const),
    ],
  })
  return (
    <Panel title="Sessions" className="panel-full" csv={csv} note={report.timeZone ? `hours in ${report.timeZone}` : ''}>
      <div class="split">
        <Facts
          facts={[
            { label: 'Sessions', value: formatCount(sessions.count), explain: 'Tab sessions begun in this period.' },
            { label: 'Mean length', value: formatLength(sessions.avgLength), explain: 'Mean visible time of a session.' },
            { label: 'Median length', value: formatLength(sessions.medianLength), explain: 'Half of the sessions were shorter than this.' },
          ]}
        />
        <Platforms platforms={sessions.platforms} />
      </div>
      {sessions.count === 0 ? <p class="panel-empty">No session began in this period.</p> : <div class="split"><Trend series={report.series ?? []} /><Charts sessions={sessions} /></div>}
    </Panel>
  )
}

function Trend({ series }: { readonly series: readonly ReportSeriesPoint[] }) {
  if (series.length < 2) return null
  const weekly = series.length >= WEEKLY_FROM_DAYS
  const steps = weekly ? joinToWeeks(series) : series
  const columns = steps.map(({ time, partial, sessions }) => ({ label: formatStep(time), parts: [{ tone: partial ? 'calm' : 'data', name: partial ? 'sessions, incomplete' : 'sessions', count: sessions }] }))
  return (
    <div>
      <h3><Explained label="Trend" explain="Sessions begun in each step. An incomplete one is grey." /> <span class="quiet">by {weekly ? 'week' : 'day'}</span></h3>
      <Columns columns={columns} label="Sessions over time" ticks={[columns[0]?.label ?? '', columns.at(-1)?.label ?? '']} />
      <ChartTable caption="Sessions over time" columns={['Time', 'Sessions']} rows={() => steps.map(({ time, sessions }) => [formatStep(time), formatCount(sessions)])} />
    </div>
  )
}

function Charts({ sessions }: { readonly sessions: ReportSessions }) {
  const hours = sessions.startsByHour.map((count, hour) => ({ label: showHour(hour), parts: [{ tone: 'data', name: 'sessions', count }] }))
  return (
    <>
      {sessions.lengths.length > 0 && (
        <div>
          <h3><Explained label="Length" explain="How many sessions were how long, by visible time." /></h3>
          <Histogram buckets={sessions.lengths} format={formatLength} formatEdge={formatRoundLength} label="Length of sessions" />
          <ChartTable caption="Length of sessions" columns={['From', 'To', 'Sessions']}
            rows={() => sessions.lengths.map(({ from, to, count }) => [formatLength(from), formatLength(to), formatCount(count)])} />
        </div>
      )}
      <div>
        <h3><Explained label="Begun at" explain="How many sessions began in each hour of the day, all days together." /></h3>
        <Columns columns={hours} label="Sessions begun by hour of the day" ticks={hourTicks} />
        <ChartTable caption="Sessions begun by hour" columns={['Hour', 'Sessions']} rows={() => sessions.startsByHour.map((count, hour) => [showHour(hour), formatCount(count)])} />
      </div>
    </>
  )
}

function Platforms({ platforms }: { readonly platforms: readonly ReportCount[] }) {
  const total = platforms.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  return (
    <div>
      <h3><Explained label="Platform" explain="Sessions on the web and on mobile. No more is kept of a device." /></h3>
      <div class="status-bar status-bar-large" aria-hidden="true">
        {platforms.map(({ name, count }, index) => count > 0 && <span key={name} class={`part tone-${index === 0 ? 'data' : 'calm'}`} style={{ '--grow': count }} />)}
      </div>
      <ul class="platforms">
        {platforms.map(({ name, count }, index) => (
          <li key={name} data-tip={`Sessions on ${name}, and their share of all`}><i class={`key tone-${index === 0 ? 'data' : 'calm'}`} />{name} <strong>{formatCount(count)}</strong> <span class="quiet">{formatPercent(Math.round((count / total) * 100))}</span></li>
        ))}
      </ul>
    </div>
  )
}
