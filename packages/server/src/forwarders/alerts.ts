import { randomUUID } from 'node:crypto'
import { describeFailure, type TelemetryStore } from '../store/store'
import { ALERTS_SETTING, forgetUndelivered, noteUndelivered, parseToldAlerts } from './alert-state'
import type { ForwarderLog } from './forwarder'
import { judgeAnswer } from './judge-answer'
import type { SendRequest } from './send-request'
import { signedHeaders } from './signed-headers'
import { createThresholdWindow, type EndpointWindow } from './threshold-window'

/** When to alert; 0 means never. */
export interface Thresholds {
  /** Milliseconds. */
  readonly p95Ms: number
  /** Percent of the calls of an endpoint. */
  readonly errorRate: number
  /** Minutes without any event. */
  readonly silenceMinutes: number
}

/** What {@link createAlerts} works with. */
export interface AlertsOptions {
  readonly url: string
  readonly secret: string
  readonly thresholds: Thresholds
  readonly store: () => Promise<Pick<TelemetryStore, 'readEvents' | 'health' | 'acquireLease' | 'readSetting' | 'writeSetting'>>
  readonly sendRequest: SendRequest
  readonly now: () => number
  readonly logger: ForwarderLog
  /** Milliseconds between two looks. Default: 60000. */
  readonly intervalMs?: number
}

/** Watches endpoints over the last hour and tells an address when a threshold is crossed, and when it is well again. */
export interface Alerts {
  start(): void
  /** One look. For tests and for hosts without timers. */
  check(): Promise<void>
  stop(): Promise<void>
}

/** A crossed threshold. */
interface Alert {
  readonly rule: 'p95' | 'error_rate' | 'silence'
  /** The route of an endpoint; null for silence. */
  readonly endpoint: string | null
  readonly value: number
  readonly threshold: number
}

const HOUR_MS = 3_600_000
/** Fewer calls in an hour tell nothing about their 95th percentile or their failures. */
const MIN_CALLS = 20

/** Creates the watch. Of many processes on one store, one watches. An alert is told once, and again when it ends. */
export function createAlerts(options: AlertsOptions): Alerts {
  const { intervalMs = 60_000 } = options
  const holder = randomUUID()
  const cut = new AbortController()
  const look = createLook({ ...options, signal: cut.signal })
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  const check = () => (running ??= look(holder).catch((error: unknown) => tellFailure(error, options.logger)).finally(() => (running = null)))
  return {
    start() {
      timer = setInterval(() => void check(), intervalMs)
      timer.unref()
      void check()
    },
    check,
    async stop() {
      clearInterval(timer)
      // An address that hangs must not hold up the end; what was not delivered is told after the next start.
      cut.abort()
      await running
    },
  }
}

function tellFailure(error: unknown, logger: ForwarderLog): void {
  logger.error('alerts could not be checked', { ...describeFailure(error) })
}

interface Looking extends AlertsOptions {
  readonly signal: AbortSignal
}

function createLook(options: Looking): (holder: string) => Promise<void> {
  const { now, thresholds, intervalMs = 60_000 } = options
  const window = createThresholdWindow(HOUR_MS)
  const since = now()
  let cursor: string | null = null
  return async (holder) => {
    const store = await options.store()
    for (let page; page === undefined || page.events.length === 1000;) {
      page = await store.readEvents(cursor === null ? { limit: 999 } : { after: cursor, limit: 1000 })
      cursor = page.cursor
      for (const event of page.events) window.add(event)
    }
    if (!(await store.acquireLease('alerts', { holder, ttlMs: intervalMs * 2, now: now() }))) return
    const { lastEventAt } = await store.health(now())
    const endpoints = window.read(now())
    const firing = [...endpoints.flatMap((endpoint) => judgeEndpoint(endpoint, thresholds)), ...judgeSilence(lastEventAt, { thresholds, now: now() })]
    // A process that has begun has seen the last events only: few calls are then no sign that an endpoint is well.
    const isUnknown = (name: string | null) => name !== null && now() - since < HOUR_MS && !endpoints.some(({ endpoint, calls }) => endpoint === name && calls >= MIN_CALLS)
    await tellChanges(firing, { ...options, settings: store, isUnknown })
  }
}

function judgeEndpoint({ endpoint, calls, timed, p95, errorRate }: EndpointWindow, thresholds: Thresholds): readonly Alert[] {
  const alerts: Alert[] = []
  if (thresholds.p95Ms > 0 && timed >= MIN_CALLS && p95 !== null && p95 > thresholds.p95Ms) {
    alerts.push({ rule: 'p95', endpoint, value: Math.round(p95 * 10) / 10, threshold: thresholds.p95Ms })
  }
  if (thresholds.errorRate > 0 && calls >= MIN_CALLS && errorRate > thresholds.errorRate) {
    alerts.push({ rule: 'error_rate', endpoint, value: Math.round(errorRate * 100) / 100, threshold: thresholds.errorRate })
  }
  return alerts
}

function judgeSilence(lastEventAt: number | null, { thresholds, now }: { readonly thresholds: Thresholds; readonly now: number }): readonly Alert[] {
  // A store without any event is new, not silent.
  const minutes = lastEventAt === null ? 0 : Math.floor((now - lastEventAt) / 60_000)
  const { silenceMinutes } = thresholds
  return silenceMinutes > 0 && minutes >= silenceMinutes ? [{ rule: 'silence', endpoint: null, value: minutes, threshold: silenceMinutes }] : []
}

interface Telling extends Looking {
  readonly settings: Pick<TelemetryStore, 'readSetting' | 'writeSetting'>
  /** Whether nobody can say yet how an endpoint does; null is none. */
  readonly isUnknown: (endpoint: string | null) => boolean
}

async function tellChanges(firing: readonly Alert[], options: Telling): Promise<void> {
  const { settings, url, secret, sendRequest, now, logger, signal, isUnknown } = options
  const before = new Set(await readTold(options))
  const names = [...new Set([...firing.map(nameOf), ...[...before].filter((name) => isUnknown(parseName(name).endpoint))])]
  const began = firing.filter((alert) => !before.has(nameOf(alert)))
  const ended = [...before].filter((name) => !names.includes(name))
  if (began.length === 0 && ended.length === 0) return
  const body = JSON.stringify({ time: new Date(now()).toISOString(), firing: began, resolved: ended.map(parseName) })
  const { outcome, reason } = judgeAnswer(await sendRequest({ url, headers: signedHeaders(body, secret, now()), body, signal }), now())
  // Not noted as told: the next look tells it again.
  if (outcome !== 'sent') {
    logger.error('alert could not be delivered', { reason: reason ?? null })
    // What was cut at the end of the process says nothing of the address.
    return signal.aborted ? undefined : noteUndelivered(settings, { at: now(), reason: reason ?? outcome })
  }
  await forgetUndelivered(settings)
  await settings.writeSetting(ALERTS_SETTING, JSON.stringify(names))
}

/** What is damaged is told once, because it is written anew: thrown, nothing would be told any more. */
async function readTold({ settings, logger }: Pick<Telling, 'settings' | 'logger'>): Promise<readonly string[]> {
  const told = parseToldAlerts(await settings.readSetting(ALERTS_SETTING))
  if (told !== null) return told
  await settings.writeSetting(ALERTS_SETTING, '[]')
  logger.error('which alerts were told is damaged in the database; those that are not over are told again', {})
  return []
}

function nameOf({ rule, endpoint }: Alert): string {
  return `${rule} ${endpoint ?? ''}`
}

function parseName(name: string): { readonly rule: string; readonly endpoint: string | null } {
  const mark = name.indexOf(' ')
  return { rule: name.slice(0, mark), endpoint: name.slice(mark + 1) || null }
}
