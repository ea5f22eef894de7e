import type { TelemetryLogger } from './logger'

const againMs = 3_600_000
const mostCauses = 100

/**
 * Creates the logger of a host that gave none: failures go to `console.error`, each cause once an hour, because a store that is away fails with every
 * request. The rest is not said.
 */
export function createFailureLogger(now: () => number): TelemetryLogger {
  const toldAt = new Map<string, number>()
  const error: TelemetryLogger['error'] = (message, fields = {}) => {
    // The same reason is the same cause, wherever it occurs, but for destinations: two may give the same answer. Numbers are ignored, because counts such as
    // those of deaths change each time.
    const isShared = typeof fields.reason === 'string' && fields.forwarder === undefined
    const cause = isShared ? String(fields.reason) : [message, ...Object.values(fields).filter((value) => typeof value === 'string')].join(' ')
    // A clock that was put back must not silence a cause for as long.
    if (Math.abs(now() - (toldAt.get(cause) ?? -Infinity)) < againMs) return
    if (toldAt.size >= mostCauses) toldAt.clear()
    toldAt.set(cause, now())
    // oxlint-disable-next-line no-console -- There is no logger, and a silent server looks as if it works.
    console.error(`PareL Telemetry: ${message} (${Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ')}). Said once an hour; give createTelemetryServer a logger to hear more.`)
  }
  return { debug() {}, info() {}, warn() {}, error }
}
