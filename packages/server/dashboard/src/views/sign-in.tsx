import { useEffect, useRef, useState } from 'preact/hooks'
import type { Api, ApiProblem, SessionInfo } from '../api/api'
import { Logo } from '../parts/logo'

interface SignInProps {
  readonly api: Api
  readonly login: SessionInfo['login']
  readonly shareRefused: boolean
  readonly onSignedIn: () => void
}

/** The door: one field, or a word that the host app decides. */
export function SignIn({ api, login, shareRefused, onSignedIn }: SignInProps) {
  return (
    <main class="door">
      <div class="door-card">
        <Logo />
        <h1>Telemetry</h1>
        {shareRefused && <p class="notice notice-bad" role="alert">This share link has expired or was revoked. Ask for a new one.</p>}
        {login === 'token' ? (
          <TokenForm api={api} onSignedIn={onSignedIn} />
        ) : (
          <>
            <p>Your app decides who may see this page. Sign in to the app, then come back.</p>
            <button type="button" class="button button-primary" onClick={onSignedIn}>Try again</button>
          </>
        )}
      </div>
    </main>
  )
}

function TokenForm({ api, onSignedIn }: Pick<SignInProps, 'api' | 'onSignedIn'>) {
  const [token, setToken] = useState('')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // The page has nothing else to do, so nobody is taken away from anything.
  useEffect(() => field.current?.focus(), [])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await api.signIn(token)
    setBusy(false)
    setToken('')
    if (result.ok) return onSignedIn()
    setProblem(result.problem)
    // The button lost the focus while it was off.
    field.current?.focus()
  }
  return (
    <form class="door-form" onSubmit={submit}>
      <label class="field">
        <span>Admin token</span>
        <input
          ref={field} type="password" name="token" autocomplete="current-password" required value={token}
          aria-invalid={problem !== null} aria-describedby="door-help" onInput={(event) => setToken(event.currentTarget.value)}
        />
      </label>
      {problem && <p class="notice notice-bad" role="alert">{explainRefusal(problem)}</p>}
      <button type="submit" class="button button-primary" disabled={busy}>{busy ? 'Checking…' : 'Sign in'}</button>
      <p id="door-help" class="quiet small">The token is the value of <code>TELEMETRY_ADMIN_TOKEN</code> on the server, or one that <code>parel-telemetry token new</code> made. Without one nobody gets in. A cookie that no script can read keeps you in.</p>
    </form>
  )
}

function explainRefusal({ status, retryAfterSeconds, message }: ApiProblem): string {
  if (status === 401) return 'This is not the admin token.'
  if (status !== 429) return message
  return `Too many failed attempts. Wait ${retryAfterSeconds ? `${retryAfterSeconds} seconds` : 'a minute'} and try again.`
}
