import { useMemo } from 'preact/hooks'
import { Actions } from '../panels/actions'
import { ApiPerformance } from '../panels/api-performance'
import { Errors } from '../panels/errors'
import { Journeys } from '../panels/journeys'
import { Sessions } from '../panels/sessions'
import { Summary } from '../panels/summary'
import { TopPages } from '../panels/top-pages'
import { WebVitals } from '../panels/web-vitals'
import { DashboardContext, type Dashboard } from '../state/dashboard-context'

/** All numbers of the period. */
export function Overview({ api, session, state, change, report, isAnswer }: Dashboard) {
  const dashboard = useMemo(() => ({ api, session, state, change, report, isAnswer }), [api, session, state, change, report, isAnswer])
  return (
    <DashboardContext.Provider value={dashboard}>
      <div class="grid">
        <Summary />
        <TopPages />
        <Actions />
        <ApiPerformance />
        <WebVitals />
        <Errors />
        <Sessions />
        <Journeys />
      </div>
    </DashboardContext.Provider>
  )
}
