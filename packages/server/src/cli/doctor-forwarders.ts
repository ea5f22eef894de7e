import { createForwarders } from '../background/create-forwarders'
import type { SettingValues } from '../config/settings'
import { ALERTS_SETTING, parseToldAlerts, parseUndelivered, UNDELIVERED_SETTING } from '../forwarders/alert-state'
import type { Forwarder } from '../forwarders/forwarder'
import { describeOutbox, type OutboxState, parseOutboxState } from '../forwarders/outbox-state'
import type { Finding } from './doctor-checks'

/** Destinations that come from settings; others are of an app of its own. */
const OWN_DESTINATIONS = ['axiom', 'plausible', 'webhook', 'opentelemetry']

interface ForwarderChecks {
  /** Stored states by the name of the destination. */
  readonly forwarders: ReadonlyMap<string, string>
  readonly now: number
}

/** Does every destination get its events? */
export function checkForwarders(settings: SettingValues, { forwarders, now }: ForwarderChecks): readonly Finding[] {
  const configured = listConfigured(settings)
  const known = [...forwarders].map(([name, text]) => {
    const forwarder = configured.find((one) => one.name === name) ?? null
    return checkForwarder(name, { text, now, forwarder, isHere: forwarder !== null || !OWN_DESTINATIONS.includes(name) })
  })
  const fresh = configured.filter(({ name }) => !forwarders.has(name)).map(({ name }) => ({ name: `forwarder ${name}`, state: 'ok', says: 'has not run yet: it begins when the server starts' }) as const)
  return [...known, ...fresh]
}

function listConfigured(settings: SettingValues): readonly Forwarder[] {
  try {
    return createForwarders(settings, Date.now)
  } catch {
    // What is wrong with them is told by the check of the settings.
    return []
  }
}

interface ForwarderCheck {
  readonly text: string
  readonly now: number
  /** Null where this shell does not know it. */
  readonly forwarder: Forwarder | null
  readonly isHere: boolean
}

function checkForwarder(destination: string, { text, now, forwarder, isHere }: ForwarderCheck): Finding {
  const name = `forwarder ${destination}`
  const stored = parseOutboxState(text)
  if (stored.state === 'damaged') return { name, state: 'warn', says: 'its state in the database is damaged', cure: 'It begins anew when the server starts; its counts do, too.' }
  const { state, pending, dropped, lagMs, lastError } = describeOutbox(destination, stored.state, now)
  const waiting = `${pending} waiting${lagMs === null ? '' : ` for ${Math.round(lagMs / 1000)} s`}`
  const says = [`${state}, ${waiting}, ${dropped} dropped`, ...(lastError === null ? [] : [lastError]), ...describePace(stored.state, forwarder)].join('; ')
  if (state !== 'failing') return { name, state: 'ok', says }
  // One that was taken out of the settings is not sent to any more, so it cannot work again.
  if (!isHere) return { name, state: 'warn', says: `${says}; no setting of this shell names it`, cure: 'Run this with the environment of the server; if the destination was taken out on purpose, all is well.' }
  return { name, state: 'fail', says, cure: dropped === 0 ? 'Nothing is lost yet: waiting events are sent when it works again.' : 'Waiting events are sent when it works again; what was dropped is lost to it.' }
}

/** One that is slow takes connections, and too long for large batches; one that is down takes none. */
function describePace(state: OutboxState | null, forwarder: Forwarder | null): readonly string[] {
  if (state?.growsSlowly !== true) return []
  const most = forwarder === null ? '' : ` of ${forwarder.batchSize}`
  return [`it gets ${state.batchSize}${most} events at a time: more took it too long, or were too large`]
}

/** A look comes every minute: an older try is of an alert that is over, or the server does not run. */
const recentMs = 5 * 60_000

/** Can alerts be delivered? */
export function checkAlerts(stored: ReadonlyMap<string, string>, { settings, now }: { readonly settings: SettingValues; readonly now: number }): readonly Finding[] {
  const name = 'alerts'
  const text = stored.get(UNDELIVERED_SETTING)
  const undelivered = text === undefined ? null : parseUndelivered(text)
  if (undelivered === null) return settings.alertUrl === '' ? [] : [{ name, state: 'ok', says: describeFiring(parseToldAlerts(stored.get(ALERTS_SETTING) ?? null)) }]
  const { since, at, reason } = undelivered
  const failing = `cannot be delivered since ${new Date(since).toISOString()}: ${reason}`
  if (settings.alertUrl === '') return [{ name, state: 'warn', says: `${failing}; no setting of this shell names an address`, cure: 'Run this with the environment of the server; if alerts were taken out on purpose, all is well.' }]
  if (now - at <= recentMs) return [{ name, state: 'fail', says: failing, cure: 'Check TELEMETRY_ALERT_URL and what is behind it: they are told again every minute.' }]
  return [{ name, state: 'warn', says: `the last, of ${new Date(at).toISOString()}, could not be delivered: ${reason}`, cure: 'Check TELEMETRY_ALERT_URL and what is behind it. This stays until an alert is delivered.' }]
}

function describeFiring(told: readonly string[] | null): string {
  const count = told?.length ?? 0
  return count === 0 ? 'none is firing' : `${count} ${count === 1 ? 'is firing, and was' : 'are firing, and were'} told`
}
