import type { ReportCount, ReportSeriesPoint, ReportSessions } from '@parel/telemetry-core'
import { Columns } from '../charts/columns'
import { Histogram } from '../charts/histogram'
import { joinToWeeks, WEEKLY_FROM_DAYS } from '../charts/join-steps'
import { sumCounts, toRows } from '../format/counts'
import { formatDay, formatStep } from '../format/dates'
import { formatCount, formatLength, formatPercent, formatRoundLength } from '../format/numbers'
import { Explained } from '../parts/explained'
import { Facts } from '../parts/facts'
import { Panel } from '../parts/panel'
import { useDashboard } from '../state/dashboard-context'

// Also for what a server does not tell that was rolled back behind this page.
const none: ReportSessions = { count: 0, avgLength: null, medianLength: null, percentiles: 'exact', lengths: [], platforms: [], startsByHour: [], endsByHour: [] }
const hourTicks = ['00', '06', '12', '18', '23']
const showHour = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** How many sessions, how long, when, and on which platform. */
export function Sessions() {
  const { report } = useDashboard()
  const sessions = { ...none, ...report.sessions }
  const csv = () => ({
    columns: ['Part', 'Name', 'Sessions'],
    rows: [
      ...sessions.lengths.map(({ from, to, count }) => ['length', `${formatLength(from)} to ${formatLength(to)}`, count] as const),
      ...toRows('platform', sessions.platforms),
      ...sessions.startsByHour.map((count, hour) => ['start', showHour(hour), count] as const),
      ...sessions.endsByHour.map((count, hour) => ['end', showHour(hour), count] as const),
    ],
  })
  return (
    <Panel title="Sessions" className="panel-full" csv={csv} note={report.timeZone ? `hours in ${report.timeZone}` : ''}>
      <div class="split">
        <Facts
          facts={[
            { label: 'Sessions', value: formatCount(sessions.count), explain: 'Tab sessions started in this period.' },
            { label: 'Mean length', value: formatLength(sessions.avgLength), explain: 'Mean visible time of a session.' },
            { label: 'Median length', value: formatLength(sessions.medianLength), explain: 'Half of the sessions were shorter than this.' },
          ]}
        />
        <Platforms platforms={sessions.platforms} />
      </div>
      {sessions.count === 0 ? <p class="panel-empty">No session began in this period.</p> : (
        <>
          <div class="split"><Trend series={report.series ?? []} /><Lengths lengths={sessions.lengths} /></div>
          <div class="split">
            <Hours label="Begun at" explain="Sessions started in each hour of the day, all days together." counts={sessions.startsByHour} />
            <Ends sessions={sessions} />
          </div>
        </>
      )}
    </Panel>
  )
}

function Trend({ series }: { readonly series: readonly ReportSeriesPoint[] }) {
  if (series.length < 2) return null
  const weekly = series.length >= WEEKLY_FROM_DAYS
  const steps = weekly ? joinToWeeks(series) : series
  const columns = steps.map(({ time, partial, sessions }) => ({ label: (weekly ? formatDay : formatStep)(time), parts: [{ tone: partial ? 'calm' : 'data', name: partial ? 'sessions, incomplete' : 'sessions', count: sessions }] }))
  return (
    <div>
      <h3><Explained label="Trend" explain="Sessions started in each step. An incomplete one is grey." /> <span class="quiet">by {weekly ? 'week' : 'day'}</span></h3>
      <Columns columns={columns} label="Sessions over time" heads={['Time', 'Sessions']} />
    </div>
  )
}

function Lengths({ lengths }: Pick<ReportSessions, 'lengths'>) {
  if (lengths.length === 0) return null
  return (
    <div>
      <h3><Explained label="Length" explain="Number of sessions by visible time." /></h3>
      <Histogram buckets={lengths} format={formatLength} formatEdge={formatRoundLength} label="Length of sessions" unit="Sessions" />
    </div>
  )
}

const endedAt = { label: 'Ended at', explain: 'Start plus visible time, for sessions that reported it.' }

// Twenty-four empty columns would say that no session ended.
function Ends({ sessions: { count, lengths, endsByHour } }: { readonly sessions: ReportSessions }) {
  const ends = endsByHour.reduce((sum, each) => sum + each, 0)
  if (ends > 0) return <Hours {...endedAt} counts={endsByHour} note={ends < count ? `${formatCount(ends)} of ${formatCount(count)} sessions` : ''} />
  return (
    <div>
      <h3><Explained {...endedAt} /></h3>
      <p class="quiet small">
        {lengths.length > 0 ? 'The single events of these days were deleted before ends were kept.' : <>
          No session told how long it was. The client tells it when a page is hidden; without the client, call <code>trackSessionEnd(id, ms)</code>.
        </>}
      </p>
    </div>
  )
}

interface HoursProps {
  readonly label: string
  readonly explain: string
  readonly counts: readonly number[]
  readonly note?: string
}

function Hours({ label, explain, counts, note }: HoursProps) {
  return (
    <div>
      <h3><Explained label={label} explain={explain} /> <span class="quiet">{note}</span></h3>
      <Columns columns={counts.map((count, hour) => ({ label: showHour(hour), parts: [{ tone: 'data', name: 'sessions', count }] }))} label={`Sessions by hour: ${label}`} heads={['Hour', 'Sessions']} ticks={hourTicks} />
    </div>
  )
}

function Platforms({ platforms }: { readonly platforms: readonly ReportCount[] }) {
  const total = sumCounts(platforms)
  if (total === 0) return null
  return (
    <div>
      <h3><Explained label="Platform" explain="Sessions on the web and on mobile. Nothing else about a device is stored." /></h3>
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
