import { existsSync, statfsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { createCalendar, dateOfDay } from '@parel/telemetry-core'
import type { SettingValues } from '../config/settings'
import { findCopies } from '../privacy/find-copies'
import { findDirtyFreePages } from '../privacy/free-pages'
import { migrations } from '../store/sqlite/migrate'
import type { StoreHealth } from '../store/store'
import { checkForwarders } from './doctor-forwarders'
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

/** Is there room where the database lies? */
export function checkDatabaseFile({ database }: SettingValues): readonly Finding[] {
  const folder = dirname(resolve(database))
  if (!existsSync(folder)) return [{ name: 'disk', state: 'fail', says: `the folder ${folder} does not exist`, cure: 'Make it, or give another TELEMETRY_DATABASE.' }]
  const { bavail, bsize } = statfsSync(folder)
  return [judgeDisk(bavail * bsize)]
}

/** Less than what one transaction may need counts as full. */
export function judgeDisk(freeBytes: number): Finding {
  const says = `${formatBytes(freeBytes)} free`
  if (freeBytes < 1024 ** 2) return { name: 'disk', state: 'fail', says, cure: 'Free some space: nothing is recorded while the disk is full.' }
  return freeBytes < 200 * 1024 ** 2 ? { name: 'disk', state: 'warn', says, cure: 'Free some space: recording stops when the disk is full.' } : { name: 'disk', state: 'ok', says }
}

/** Are there copies that outlived the retention? What clean-up deletes here is still in them. */
export function checkCopies({ database, retentionDays }: SettingValues, now: number): Finding {
  const old = findCopies(database).filter((file) => statSync(file).mtimeMs < now - retentionDays * 24 * hourMs)
  if (old.length === 0) return { name: 'copies', state: 'ok', says: 'none beside the database is older than the retention' }
  return { name: 'copies', state: 'warn', says: `older than the retention, with raw events: ${old.join(', ')}`, cure: 'Delete them when they are not needed any more.' }
}

/** What {@link checkData} compares the state of the data with. */
export interface DataChecks {
  readonly settings: SettingValues
  /** By the name of the destination. */
  readonly forwarders: ReadonlyMap<string, string>
  readonly now: number
}

/** What the database says of itself. */
export function checkData(health: StoreHealth, { settings, forwarders, now }: DataChecks): readonly Finding[] {
  return [
    checkSchema(health),
    checkQuota(health),
    checkLastEvent(health, now),
    ...checkClock(health, now),
    checkAggregation(health, now),
    checkRetention(health, { retentionDays: settings.retentionDays, now }),
    ...checkForwarders(settings, { forwarders, now }),
  ]
}

function checkSchema({ schemaVersion, timeZone }: StoreHealth): Finding {
  const isNewest = schemaVersion === migrations.length
  const says = `version ${schemaVersion}${isNewest ? ', the newest' : `, where ${migrations.length} is the newest`}; time zone ${timeZone}`
  return isNewest ? { name: 'schema', state: 'ok', says } : { name: 'schema', state: 'warn', says, cure: 'The server of this version brings it up to date when it starts, and keeps a copy.' }
}

function checkQuota({ bytes, quotaBytes, rawEvents }: StoreHealth): Finding {
  const size = `${formatBytes(bytes ?? 0)} with ${plural(rawEvents, 'raw event')}`
  if (bytes === null || quotaBytes === null) return { name: 'size', state: 'ok', says: size }
  const isTight = bytes > quotaBytes * 0.8
  if (bytes >= quotaBytes) return { name: 'size', state: 'fail', says: `${size}: the quota of ${formatBytes(quotaBytes)} is used up`, cure: 'Nothing is recorded until there is room, unless the code of the app gives a larger quotaBytes. Run: parel-telemetry cleanup --days 14' }
  return { name: 'size', state: isTight ? 'warn' : 'ok', says: `${size}, of ${formatBytes(quotaBytes)}`, ...(isTight && { cure: 'Run: parel-telemetry cleanup --days 14' }) }
}

function checkLastEvent({ lastEventAt }: StoreHealth, now: number): Finding {
  if (lastEventAt === null) return { name: 'last event', state: 'warn', says: 'none yet', cure: 'Open a page of the app and look for POST /api/telemetry in the browser, or ask the app: parel-telemetry doctor --url http://127.0.0.1:3000' }
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
  // Events come up to seven days late: days that they changed since the last run wait for the next one.
  const isLate = undone.some((day) => day < today - 1) && !(lastAggregationAt !== null && now - lastAggregationAt < 26 * hourMs)
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
