import type { Report } from '@parel/telemetry-core'
import { useCallback } from 'preact/hooks'
import type { Api, SessionInfo } from '../api/api'
import { formatClock, formatDay, toDay } from '../format/dates'
import { Icon } from '../parts/icon'
import { isEmpty } from '../state/read-previous'
import { useLoaded } from '../state/use-loaded'
import type { ReportState } from '../state/use-report'
import type { ChangeView } from '../state/use-view-state'
import { encodeReportQuery, type ViewState } from '../state/view-state'
import { FirstSteps } from './first-steps'
import { HealthView } from './health'
import { LiveView } from './live'
import { Overview } from './overview'
import { PrivacyView } from './privacy'
import { Loading, Problem } from './states'

interface ViewContentProps {
  readonly api: Api
  readonly session: SessionInfo
  readonly state: ViewState
  readonly change: ChangeView
  readonly reports: ReportState & { readonly refresh: () => void }
}

/** The chosen view in its right state: loading, failed, empty, old or good. */
export function ViewContent({ api, session, state, change, reports }: ViewContentProps) {
  const { report, problem, refresh, loading } = reports
  const isAnswer = reports.query === encodeReportQuery(state)
  if (state.view === 'live') return <LiveView api={api} timeZone={report?.timeZone} />
  if (state.view === 'health') return <HealthView api={api} version={reports.loadedAt} />
  if (state.view === 'privacy') return <PrivacyView api={api} version={reports.loadedAt} />
  if (!report) return problem ? <Problem problem={problem} onRetry={refresh} /> : <Loading />
  return (
    <>
      {problem && <Stale reports={reports} isAnswer={isAnswer} />}
      {report.damagedDays && (
        <output class="notice notice-warn">
          <Icon name="warning" />
          <span>Details of {report.damagedDays.map(formatDay).join(', ')} are damaged in the database and missing here. <code>parel-telemetry doctor</code> tells what to do.</span>
        </output>
      )}
      <div class={loading ? 'content content-loading' : 'content'} aria-busy={loading}>
        {isEmpty(report.summary) && state.filters.size === 0 ? (
          <Empty api={api} session={session} change={change} onOpen={refresh} report={report} />
        ) : (
          <Overview api={api} session={session} state={state} change={change} report={report} isAnswer={isAnswer} />
        )}
      </div>
    </>
  )
}

function Stale({ reports: { report, problem, loadedAt, refresh }, isAnswer }: Pick<ViewContentProps, 'reports'> & { readonly isAnswer: boolean }) {
  return (
    <output class="notice notice-warn">
      <Icon name="warning" />
      <span>These numbers are from {formatClock(loadedAt, report?.timeZone)}{!isAnswer && ', of the choice before'}. {problem?.status === 400 ? problem.message : 'Newer ones could not be loaded; the page keeps trying.'}</span>
      <button type="button" class="button button-small" onClick={refresh}>Try now</button>
    </output>
  )
}

interface EmptyProps {
  readonly api: Api
  readonly session: SessionInfo
  readonly change: ChangeView
  readonly onOpen: () => void
  readonly report: Report
}

// Nothing in this period is not the same as nothing ever: the second needs help, the first only another period.
function Empty({ api, session, change, onOpen, report }: EmptyProps) {
  const read = useCallback((signal: AbortSignal) => api.readHealth(signal), [api])
  const { value, problem } = useLoaded(read)
  if (!value && !problem) return <Loading />
  if (!value?.lastEventAt) return <FirstSteps api={api} canSend={session.role === 'admin'} onOpen={onOpen} />
  return (
    <div class="state">
      <span class="state-icon"><Icon name="calendar" /></span>
      <h2>Nothing happened in this period</h2>
      <p>The last event came on {formatDay(toDay(value.lastEventAt, value.timeZone))}.{report.period.days < 365 && ' A longer period shows it.'}</p>
      {report.period.days < 365 && <button type="button" class="button button-primary" onClick={() => change({ range: { days: 365 } })}>Show 12 months</button>}
    </div>
  )
}
