import { useCallback, useEffect, useState } from 'react'
import type { TelemetryState } from '@parel/telemetry-browser'
import { useLatest } from './use-latest'
import { useClient } from './telemetry-context'

/**
 * Reads why the client is recording or not, and changes it.
 *
 * During server rendering and the first render in the browser the state is `inert`, so that both render the same.
 *
 * @returns The state, and a function with a stable identity: `true` opts in and gives consent, `false` opts out and deletes everything kept.
 * @example
 * ```tsx
 * const [state, setConsent] = useConsent()
 * return <button onClick={() => setConsent(state !== 'recording')}>{state === 'recording' ? 'Stop' : 'Allow'}</button>
 * ```
 */
export function useConsent(): readonly [state: TelemetryState, setConsent: (consent: boolean) => void] {
  const client = useClient()
  const [state, setState] = useState<TelemetryState>('inert')
  useEffect(() => {
    const read = () => setState(client.inspect().state)
    read()
    return client.subscribe(read)
  }, [client])
  const latest = useLatest(client)
  const setConsent = useCallback(
    (consent: boolean) => {
      if (!consent) return latest.current.optOut()
      latest.current.optIn()
      latest.current.setConsent(true)
    },
    [latest],
  )
  return [state, setConsent]
}
