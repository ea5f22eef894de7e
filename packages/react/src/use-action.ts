import { useCallback } from 'react'
import type { MetadataInput } from '@parel/telemetry-browser'
import { useClient } from './telemetry-context'
import { visits } from './visits'

/**
 * Gives a function that records an action on the page that is counted at that moment.
 *
 * @returns A function that never changes, so that it may stand in any dependency list.
 * @example
 * ```tsx
 * const recordAction = useAction()
 * return <button onClick={() => recordAction('item_purchased', { items: 3 })}>Buy</button>
 * ```
 */
export function useAction(): (action: string, metadata?: MetadataInput) => void {
  const client = useClient()
  return useCallback((action, metadata) => client.trackAction(action, visits.readPage(), undefined, metadata), [client])
}
