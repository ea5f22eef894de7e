import { existsSync, statfsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ResolvedSettings } from '../config/resolve-settings'
import type { SettingValues } from '../config/settings'
import { describeOutbox, OUTBOX_PREFIX, type OutboxState } from '../forwarders/outbox-state'
import { findDirtyFreePages } from '../privacy/free-pages'
import { createCalendar, dateOfDay } from '../reports/calendar'
import type { StoreHealth } from '../store/store'
import { formatBytes } from './format-bytes'
import { plural } from './plural'

/** One thing that `doctor` looked at. */
export interface Finding {
  readonly name: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly says: string
  readonly cure?: string
}

const hourMs = 3_600_000

/** What can be told without the database. */
export function checkSettings({ values, list }: ResolvedSettings, environment: Readonly<Record<string, string | undefined>>): readonly Finding[] {
  const origin = list.find(({ key }) => key === 'enabled')?.origin ?? 'default'
  const isSecured = values.adminToken !== ''
  return [
    { name: 'node', state: 'ok', says: process.version },
    values.enabled
      ? { name: 'enabled', state: 'ok', says: `events are recorded (${origin})` }
      : { name: 'enabled', state: 'fail', says: `events are not recorded (${origin})`, cure: 'Set TELEMETRY_ENABLED=true.' },
    isSecured || environment.NODE_ENV !== 'production'
      ? { name: 'admin token', state: 'ok', says: isSecured ? 'set' : 'not set; the dashboard opens on this machine only' }
      : { name: 'admin token', state: 'warn', says: 'not set', cure: 'Set TELEMETRY_ADMIN_TOKEN or run: parel-telemetry token new' },
    { name: 'access log', state: 'ok', says: 'keep the recording route out of the access log of your proxy: docs/snippets has lines for nginx, Caddy and Docker' },
  ]
}

/** Is there room where the database lies? */
export function checkDatabaseFile({ database }: SettingValues): readonly Finding[] {
  const folder = dirname(resolve(database))
  if (!existsSync(folder)) return [{ name: 'disk', state: 'fail', says: `the folder ${folder} does not exist`, cure: 'Make it, or give another TELEMETRY_DATABASE.' }]
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const isTight = free < 200 * 1024 ** 2
  return [{ name: 'disk', state: isTight ? 'warn' : 'ok', says: `${formatBytes(free)} free`, ...(isTight && { cure: 'Free some space: recording stops when the disk is full.' }) }]
}

/** What {@link checkData} compares the state of the data with. */
export interface DataChecks {
  readonly settings: SettingValues
  readonly forwarders: ReadonlyMap<string, string>
  readonly now: number
}

/** What the database says of itself. */
export function checkData(health: StoreHealth, { settings, forwarders, now }: DataChecks): readonly Finding[] {
  return [
    { name: 'schema', state: 'ok', says: `version ${health.schemaVersion}, time zone ${health.timeZone}` },
    checkQuota(health),
    checkLastEvent(health, now),
    ...checkClock(health, now),
    checkAggregation(health, now),
    checkRetention(health, { retentionDays: settings.retentionDays, now }),
    ...[...forwarders].map(([key, text]) => checkForwarder(key.slice(OUTBOX_PREFIX.length), { text, now })),
  ]
}

function checkQuota({ bytes, quotaBytes, rawEvents }: StoreHealth): Finding {
  const size = `${formatBytes(bytes ?? 0)} with ${plural(rawEvents, 'raw event')}`
  if (bytes === null || quotaBytes === null) return { name: 'size', state: 'ok', says: size }
  const isTight = bytes > quotaBytes * 0.8
  return { name: 'size', state: isTight ? 'warn' : 'ok', says: `${size}, of ${formatBytes(quotaBytes)}`, ...(isTight && { cure: 'Run: parel-telemetry cleanup --days 14' }) }
}

function checkLastEvent({ lastEventAt }: StoreHealth, now: number): Finding {
  if (lastEventAt === null) return { name: 'last event', state: 'warn', says: 'none yet', cure: 'Open a page of the app and look for POST /api/telemetry in the browser.' }
  const hours = (now - lastEventAt) / hourMs
  const says = hours < 1 ? 'less than an hour ago' : `${plural(Math.floor(hours), 'hour')} ago`
  return hours > 24 ? { name: 'last event', state: 'warn', says, cure: 'Check that the app still sends to this server, and that no blocker or CORS rule is in between.' } : { name: 'last event', state: 'ok', says }
}

function checkClock({ lastEventAt }: StoreHealth, now: number): readonly Finding[] {
  if (lastEventAt === null || lastEventAt <= now + 5 * 60_000) return [{ name: 'clock', state: 'ok', says: new Date(now).toISOString() }]
  return [{ name: 'clock', state: 'fail', says: `${new Date(now).toISOString()}, and the last event lies ahead of it`, cure: 'Set the clock of this machine (NTP).' }]
}

function checkAggregation({ lastAggregationAt, unaggregatedDays, timeZone }: StoreHealth, now: number): Finding {
  const today = createCalendar(timeZone).dayOf(now)
  const undone = unaggregatedDays.filter((day) => day < today)
  const last = lastAggregationAt === null ? 'never' : new Date(lastAggregationAt).toISOString()
  if (undone.length === 0) return { name: 'aggregation', state: 'ok', says: `last ${last}, no day undone` }
  const isLate = undone.some((day) => day < today - 1)
  const says = `last ${last}, ${plural(undone.length, 'day')} undone since ${dateOfDay(Math.min(...undone))}`
  return { name: 'aggregation', state: isLate ? 'fail' : 'ok', says, ...(isLate && { cure: 'Run: parel-telemetry aggregate. The server does it at 01:00 unless TELEMETRY_SCHEDULE=false.' }) }
}

function checkRetention({ oldestRawDay, timeZone }: StoreHealth, { retentionDays, now }: { readonly retentionDays: number; readonly now: number }): Finding {
  if (oldestRawDay === null) return { name: 'retention', state: 'ok', says: `${plural(retentionDays, 'day')}; there are no raw events` }
  const age = createCalendar(timeZone).dayOf(now) - oldestRawDay
  const says = `${plural(retentionDays, 'day')}; the oldest raw event is of ${dateOfDay(oldestRawDay)}`
  return age <= retentionDays + 1 ? { name: 'retention', state: 'ok', says } : { name: 'retention', state: 'fail', says, cure: 'Run: parel-telemetry cleanup' }
}

/** Is what was deleted gone from the file? */
export function checkFreePages(database: string): Finding {
  const { pages, dirty } = findDirtyFreePages(database)
  if (dirty === 0) return { name: 'deleted data', state: 'ok', says: pages === 0 ? 'no freed page in the file' : `${plural(pages, 'freed page')}, all zero` }
  return { name: 'deleted data', state: 'fail', says: `${plural(dirty, 'freed page')} still hold deleted bytes`, cure: 'Run: parel-telemetry backup FILE, then restore it: a copy has no freed page.' }
}

function checkForwarder(name: string, { text, now }: { readonly text: string; readonly now: number }): Finding {
  const { state, pending, dropped, lagMs, lastError } = describeOutbox(name, JSON.parse(text) as OutboxState, now)
  const says = `${state}, ${pending} waiting${lagMs === null ? '' : ` for ${Math.round(lagMs / 1000)} s`}, ${dropped} dropped${lastError === null ? '' : `; ${lastError}`}`
  return state === 'failing' ? { name: `forwarder ${name}`, state: 'fail', says, cure: 'Nothing is lost yet: waiting events are sent when it works again.' } : { name: `forwarder ${name}`, state: 'ok', says }
}
