import { useCallback } from 'react'
import type { TypedActionName, TypedMetadata } from './typed-action'
import { useAction } from './use-action'
import { useLatest } from './use-latest'

/**
 * Wraps a callback: each call records an action and then calls it. Its result and errors are unchanged.
 *
 * @returns A function with a stable identity that always calls the callback of the last render.
 * @example
 * ```tsx
 * const save = useTrackedCallback('profile_saved', () => api.save(form))
 * return <button onClick={save}>Save</button>
 * ```
 */
export function useTrackedCallback<Args extends readonly unknown[], Result, const Name extends TypedActionName>(
  action: Name,
  callback: (...args: Args) => Result,
  metadata?: TypedMetadata<Name>,
): (...args: Args) => Result {
  const recordAction = useAction()
  const latest = useLatest({ action, callback, metadata })
  return useCallback(
    (...args) => {
      recordAction(latest.current.action, latest.current.metadata)
      return latest.current.callback(...args)
    },
    [recordAction, latest],
  )
}
