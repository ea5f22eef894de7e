import type { Api } from './api/api'
import { HintLayer } from './parts/hint-layer'
import { useSession } from './state/use-session'
import { DashboardPage } from './views/dashboard-page'
import { SignIn } from './views/sign-in'
import { Loading, Problem } from './views/states'

/** Who is there? Then the door or the dashboard. */
export function App({ api }: { readonly api: Api }) {
  const [state, reload] = useSession(api)
  const onChange = () => void reload()
  return (
    <>
      {state.kind === 'loading' && <main class="page"><Loading /></main>}
      {state.kind === 'failed' && <main class="page"><h1 class="hidden">Telemetry</h1><Problem problem={state.problem} onRetry={onChange} /></main>}
      {state.kind === 'known' && state.session.role === null && (
        <SignIn api={api} login={state.session.login} shareRefused={state.shareRefused} onSignedIn={onChange} />
      )}
      {state.kind === 'known' && state.session.role !== null && <DashboardPage api={api} session={state.session} onSessionEnd={onChange} />}
      <HintLayer />
    </>
  )
}
