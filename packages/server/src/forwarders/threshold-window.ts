import { exactPercentile, type TelemetryEvent } from '@parel/telemetry-core'

/** What one endpoint did within the window. */
export interface EndpointWindow {
  readonly endpoint: string
  readonly calls: number
  /** Calls with status 400 and above, or 0, per 100 calls. */
  readonly errorRate: number
  /** How many of the calls have a duration. */
  readonly timed: number
  /** Milliseconds, computed as in reports; null when no call has a duration. */
  readonly p95: number | null
}

/** The API calls of the last while, by endpoint. */
export interface ThresholdWindow {
  add(event: TelemetryEvent): void
  /** Forgets what is older than the window, or as far ahead because a clock was wrong, and tells the rest. */
  read(now: number): readonly EndpointWindow[]
}

interface Call {
  readonly at: number
  readonly duration: number | null
  readonly isFailed: boolean
}

// Bounds of memory: 500 endpoints of 2,000 calls. Of more calls the latest tell enough.
const MAX_ENDPOINTS = 500
const MAX_CALLS = 2000

/** Creates an empty window of so many milliseconds. */
export function createThresholdWindow(windowMs: number): ThresholdWindow {
  const endpoints = new Map<string, Call[]>()
  return {
    add({ type, page, duration, metadata, createdAt }) {
      if (type !== 'api_call' || page === null) return
      const calls = endpoints.get(page) ?? []
      if (calls.length === 0 && endpoints.size >= MAX_ENDPOINTS) return
      const status = metadata?.statusCode
      calls.push({ at: createdAt, duration, isFailed: typeof status === 'number' && (status >= 400 || status === 0) })
      if (calls.length > MAX_CALLS) calls.shift()
      endpoints.set(page, calls)
    },
    read(now) {
      for (const [endpoint, calls] of endpoints) {
        const recent = calls.filter(({ at }) => Math.abs(now - at) < windowMs)
        if (recent.length === 0) endpoints.delete(endpoint)
        else endpoints.set(endpoint, recent)
      }
      return [...endpoints].map(([endpoint, calls]) => summarize(endpoint, calls))
    },
  }
}

function summarize(endpoint: string, calls: readonly Call[]): EndpointWindow {
  const durations = calls.flatMap(({ duration }) => duration ?? []).toSorted((left, right) => left - right)
  const failed = calls.filter(({ isFailed }) => isFailed).length
  return { endpoint, calls: calls.length, errorRate: (failed / calls.length) * 100, timed: durations.length, p95: exactPercentile(durations, 0.95) }
}
