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

/** Loads the report of a query, again every minute while the page is visible, and at once on `refresh`. */
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

  useEffect(() => refreshWhileVisible(refresh), [refresh])
  return { ...state, refresh }
}

function refreshWhileVisible(refresh: () => void): () => void {
  let last = Date.now()
  const refreshIfDue = () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < refreshMs) return
    last = Date.now()
    refresh()
  }
  const timer = setInterval(refreshIfDue, refreshMs)
  document.addEventListener('visibilitychange', refreshIfDue)
  addEventListener('online', refresh)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', refreshIfDue)
    removeEventListener('online', refresh)
  }
}
