import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ApiProblem, ApiResult } from '../api/api'

/** Something loaded once and again on demand. */
export interface Loaded<T> {
  readonly value: T | undefined
  readonly problem: ApiProblem | undefined
  readonly loading: boolean
  readonly refresh: () => void
}

/** Loads with `read`, again when `version` changes; a failure keeps the last good value. `read` must keep its identity. */
export function useLoaded<T>(read: (signal: AbortSignal) => Promise<ApiResult<T>>, version = 0): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'refresh'>>({ value: undefined, problem: undefined, loading: true })
  const [round, setRound] = useState(0)
  const refresh = useCallback(() => setRound((count) => count + 1), [])
  useEffect(() => {
    const controller = new AbortController()
    setState((before) => ({ ...before, loading: true }))
    void read(controller.signal).then((result) => {
      if (controller.signal.aborted) return
      setState((before) =>
        result.ok ? { value: result.value, problem: undefined, loading: false } : { ...before, problem: result.problem, loading: false },
      )
    })
    return () => controller.abort()
  }, [read, round, version])
  return { ...state, refresh }
}
