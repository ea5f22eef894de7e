import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Api, ApiProblem, SessionInfo } from '../api/api'

/** Where the viewer stands. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem }
  | { readonly kind: 'known'; readonly session: SessionInfo; readonly shareRefused: boolean }

/** Who the viewer is. A share secret in the fragment is exchanged for a cookie first, and leaves the address. */
export function useSession(api: Api): readonly [SessionState, () => Promise<void>] {
  const [state, setState] = useState<SessionState>({ kind: 'loading' })
  const load = useCallback(async () => {
    const shareRefused = await exchangeShareSecret(api)
    const result = await api.readSession()
    setState(result.ok ? { kind: 'known', session: result.value, shareRefused } : { kind: 'failed', problem: result.problem })
  }, [api])
  useEffect(() => {
    void load()
    // A link pasted into an open dashboard changes only the fragment: the page is not loaded anew.
    const onHashChange = () => readShareSecret() && void load()
    addEventListener('hashchange', onHashChange)
    return () => removeEventListener('hashchange', onHashChange)
  }, [load])
  return [state, load]
}

async function exchangeShareSecret(api: Api): Promise<boolean> {
  const secret = readShareSecret()
  if (!secret) return false
  history.replaceState(null, '', location.pathname + location.search)
  return !(await api.signIn(secret)).ok
}

const readShareSecret = () => new URLSearchParams(location.hash.slice(1)).get('share')
