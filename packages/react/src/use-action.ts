import { useCallback, useInsertionEffect, useRef } from 'react'
import type { EventDefinitions, RegisteredEvents } from '@parel/telemetry-core'
import { useLatest } from './use-latest'
import type { RecordAction } from './typed-action'
import { isPageChanging, readOpenPage } from './open-page'
import { useClient } from './telemetry-context'

/**
 * Returns a function that records an action on the page that is open at that moment.
 *
 * Names and metadata are checked against the events of `Register`, or those of the type parameter: `useAction<typeof events>()`.
 *
 * @returns A function with a stable identity, which can be in any dependency list.
 * @example
 * ```tsx
 * const recordAction = useAction()
 * return <button onClick={() => recordAction('item_purchased', { items: 3 })}>Buy</button>
 * ```
 */
export function useAction<Events extends EventDefinitions = RegisteredEvents>(): RecordAction<Events> {
  const client = useLatest(useClient())
  const gone = useRef<{ readonly page: string | undefined }>(undefined)
  // Its end comes before those of all other effects.
  useInsertionEffect(() => {
    gone.current = undefined
    return () => void (gone.current = { page: readOpenPage() })
  }, [])
  return useCallback<RecordAction<Events>>(
    (action, metadata) => {
      const record = () => client.current.trackAction(action, gone.current ? gone.current.page : readOpenPage(), undefined, metadata)
      // React runs the effects inside a page before the one that names it, and all of them in one go.
      if (!gone.current && isPageChanging(client.current)) queueMicrotask(record)
      else record()
    },
    [client, gone],
  )
}
