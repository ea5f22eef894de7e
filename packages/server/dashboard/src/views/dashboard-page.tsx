import type { Report } from '@parel/telemetry-core'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Api, SessionInfo } from '../api/api'
import { downloadText } from '../export/download'
import { allowedViews, Header, type MenuItem } from '../parts/header'
import { PeriodBar } from '../parts/period-bar'
import { ShareDialog } from '../parts/share-dialog'
import { ShortcutsDialog } from '../parts/shortcuts-dialog'
import { readShortcutsEnabled, storeShortcutsEnabled, useShortcuts } from '../state/shortcuts'
import { applyTheme, readTheme, type Theme } from '../state/theme'
import { useReport } from '../state/use-report'
import { useViewState } from '../state/use-view-state'
import { useCellWalk } from '../state/walk-cells'
import { encodeReportQuery } from '../state/view-state'
import { Freshness } from './freshness'
import { listShortcuts } from './list-shortcuts'
import { ViewContent } from './view-content'

interface DashboardPageProps {
  readonly api: Api
  readonly session: SessionInfo
  /** The server no longer knows the viewer, or the viewer left. */
  readonly onSessionEnd: () => void
}

type OpenDialog = 'share' | 'shortcuts' | null

/** Header, period, the chosen view, and the windows over it. */
export function DashboardPage({ api, session, onSessionEnd }: DashboardPageProps) {
  const [state, change] = useViewState()
  const reports = useReport(api, encodeReportQuery(state))
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const [theme, setTheme] = useState<Theme>(readTheme)
  const [keysEnabled, setKeysEnabled] = useState(readShortcutsEnabled)
  const allowed = allowedViews(session).includes(state.view) ? state : { ...state, view: 'overview' as const }

  const chooseTheme = (next: Theme) => {
    applyTheme(next)
    setTheme(next)
  }
  const enableKeys = (enabled: boolean) => {
    storeShortcutsEnabled(enabled)
    setKeysEnabled(enabled)
  }
  const shortcuts = useMemo(
    () => listShortcuts({ state, change, refresh: reports.refresh, showSheet: () => setDialog('shortcuts'), views: allowedViews(session) }),
    [state, change, reports.refresh, session],
  )
  useShortcuts(shortcuts, keysEnabled)
  useCellWalk()
  useEffect(() => {
    if (reports.problem?.status === 401) onSessionEnd()
  }, [reports.problem, onSessionEnd])

  const items = listItems({ session, report: reports.report, refresh: reports.refresh, open: setDialog, leave: () => void api.signOut().then(onSessionEnd) })
  return (
    <>
      <a class="skip" href="#content">Skip to the numbers</a>
      <Header session={session} state={allowed} change={change} theme={theme} onTheme={chooseTheme} items={items} status={<Freshness {...reports} />} />
      <main id="content" class="page" tabIndex={-1}>
        {allowed.view === 'overview' && <PeriodBar state={state} change={change} report={reports.report} />}
        <ViewContent api={api} session={session} state={allowed} change={change} reports={reports} />
      </main>
      {dialog === 'share' && <ShareDialog api={api} onClose={() => setDialog(null)} />}
      {dialog === 'shortcuts' && <ShortcutsDialog shortcuts={shortcuts} enabled={keysEnabled} onEnable={enableKeys} onClose={() => setDialog(null)} />}
    </>
  )
}

interface ItemParts {
  readonly session: SessionInfo
  readonly report: Report | undefined
  readonly refresh: () => void
  readonly open: (dialog: OpenDialog) => void
  readonly leave: () => void
}

function listItems({ session, report, refresh, open, leave }: ItemParts): readonly MenuItem[] {
  const items: (MenuItem | false)[] = [
    { label: 'Refresh', icon: 'refresh', run: refresh },
    report !== undefined && { label: 'Export everything as JSON', icon: 'download', run: () => downloadText('telemetry.json', 'application/json', JSON.stringify(report, null, 2)) },
    session.role === 'admin' && { label: 'Share a read-only link', icon: 'share', run: () => open('share') },
    { label: 'Keyboard shortcuts', icon: 'keyboard', run: () => open('shortcuts') },
    session.login === 'token' && { label: 'Sign out', icon: 'leave', run: leave },
  ]
  return items.filter((item) => item !== false)
}
