import { formatClock } from '../format/dates'
import { Icon } from '../parts/icon'
import type { ReportState } from '../state/use-report'

/** When the numbers were loaded, and a button for newer ones. They come by themselves every minute. */
export function Freshness({ report, problem, loading, loadedAt, refresh }: ReportState & { readonly refresh: () => void }) {
  const text = problem ? (report ? 'Not up to date' : 'Not loaded') : report ? `Updated ${formatClock(loadedAt, report.timeZone)}` : 'Loading…'
  return (
    <span class={problem ? 'freshness freshness-old' : 'freshness'}>
      <span role={problem && 'alert'} class="freshness-text">{text}</span>
      <button type="button" class={loading ? 'icon-button turning' : 'icon-button'} aria-label="Refresh" data-tip="Refresh (R). Happens automatically every minute." onClick={refresh}>
        <Icon name="refresh" />
      </button>
    </span>
  )
}
