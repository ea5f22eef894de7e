import { afterEach } from 'vitest'
import type { Capture } from '../src/capture/capture'
import type { TelemetryOptions } from '../src/options'
import { startTelemetry } from './start-telemetry'

const running: (() => void)[] = []
afterEach(() => {
  running.splice(0).forEach((end) => end())
  sessionStorage.clear()
  localStorage.clear()
  document.body.innerHTML = ''
})

/** Starts a client with these captures, which ends with the test. */
export const startCapture = (...capture: Capture[]) => startCapturing({ capture })

/** The same, with options. */
export function startCapturing(options: Partial<TelemetryOptions>) {
  const started = startTelemetry(options)
  started.telemetry.inspect() // Recording begins with the first look at the client.
  running.push(() => started.telemetry.optOut())
  const events = () => started.telemetry.inspect().recent.filter(({ type }) => type !== 'session_start')
  return { ...started, events }
}
