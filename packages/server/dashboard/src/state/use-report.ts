import type { Report } from '@parel/telemetry-core'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Api, ApiProblem } from '../api/api'

/** The report on the screen: the last good one stays while a newer one loads or fails. */
export interface ReportState {
  readonly report: Report | undefined
  readonly query: string
  readonly problem: ApiProblem | undefined
  readonly loading: boolean
  /** When `report` arrived, in milliseconds since 1970-01-01 UTC. */
  readonly loadedAt: number
}

const refreshMs = 60_000
// A server that went away is back sooner than in a minute.
const retryMs = 10_000

/** Loads the report of a query, again every minute while the page is visible (sooner after a failure), and at once on `refresh`. */
export function useReport(api: Api, query: string): ReportState & { readonly refresh: () => void } {
  const [state, setState] = useState<ReportState>({ report: undefined, query: '', problem: undefined, loading: true, loadedAt: 0 })
  const [round, setRound] = useState(0)
  const refresh = useCallback(() => setRound((count) => count + 1), [])

  useEffect(() => {
    const controller = new AbortController()
    setState((before) => ({ ...before, loading: true }))
    void api.readReport(query, controller.signal).then((result) => {
      if (controller.signal.aborted) return
      setState((before) =>
        result.ok
          ? { report: result.value, query, problem: undefined, loading: false, loadedAt: Date.now() }
          : { ...before, problem: result.problem, loading: false },
      )
    })
    return () => controller.abort()
  }, [api, query, round])

  // Not while it is asked: a server that is back may need longer for its first answer, which would be cut off.
  const every = state.problem && !state.loading ? retryMs : refreshMs
  useEffect(() => refreshWhileVisible(refresh, every), [refresh, every])
  return { ...state, refresh }
}

function refreshWhileVisible(refresh: () => void, every: number): () => void {
  let last = Date.now()
  const refreshIfVisible = () => {
    if (document.visibilityState !== 'visible') return
    last = Date.now()
    refresh()
  }
  const onVisible = () => Date.now() - last >= every && refreshIfVisible()
  const timer = setInterval(refreshIfVisible, every)
  document.addEventListener('visibilitychange', onVisible)
  addEventListener('online', refresh)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onVisible)
    removeEventListener('online', refresh)
  }
}
