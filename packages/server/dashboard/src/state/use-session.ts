import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Api, ApiProblem, SessionInfo } from '../api/api'

/** Where the viewer stands. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem }
  | { readonly kind: 'known'; readonly session: SessionInfo; readonly shareRefused: boolean }

/** Who the viewer is. A share secret in the fragment is exchanged for a cookie first, and leaves the address. */
export function useSession(api: Api): readonly [SessionState, () => Promise<void>] {
  const [known] = useState(readKnownSession)
  const [state, setState] = useState<SessionState>(known ? { kind: 'known', session: known, shareRefused: false } : { kind: 'loading' })
  const load = useCallback(async () => {
    const secret = readShareSecret()
    const exchange = secret ? await api.signIn(secret) : undefined
    const shareRefused = exchange?.ok === false
    // A link that could not be judged stays in the address, to be tried again.
    if (shareRefused && ![400, 401].includes(exchange.problem.status)) return setState({ kind: 'failed', problem: exchange.problem })
    if (secret) history.replaceState(null, '', location.pathname + location.search)
    const result = await api.readSession()
    setState(result.ok ? { kind: 'known', session: result.value, shareRefused } : { kind: 'failed', problem: result.problem })
  }, [api])
  useEffect(() => {
    if (!known) void load()
    // A link pasted into an open dashboard changes only the fragment: the page is not loaded anew.
    const onHashChange = () => readShareSecret() && void load()
    addEventListener('hashchange', onHashChange)
    return () => removeEventListener('hashchange', onHashChange)
  }, [load, known])
  return [state, load]
}

/** What the server wrote into the page about the viewer; undefined when it must be asked, because a share secret is on the way to it. */
export function readKnownSession(): SessionInfo | undefined {
  const { role, login } = document.documentElement.dataset
  const knownLogin = (['token', 'host', 'open'] as const).find((kind) => kind === login)
  if (!knownLogin || readShareSecret()) return undefined
  return { role: role === 'admin' || role === 'share' ? role : null, login: knownLogin }
}

const readShareSecret = () => new URLSearchParams(location.hash.slice(1)).get('share')
