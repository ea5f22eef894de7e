import type { DatabaseSync } from 'node:sqlite'
import { leaseEndOfAnotherClock } from '../../shared/lease-end'
import { inTransaction } from '../open-database'
import type { WorkerCalls } from '../protocol'

const prefix = 'setting:'

/** True when the holder has the lease from now on. One statement, so that of many processes one wins. */
export function acquireLease(db: DatabaseSync, { name, holder, ttlMs, now }: WorkerCalls['acquireLease']['in']): boolean {
  const sql = `INSERT INTO telemetry_leases (name, holder, until) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE holder = excluded.holder OR until <= ? OR until >= ?`
  return inTransaction(db, () => db.prepare(sql).run(name, holder, Math.round(now + ttlMs), Math.round(now), Math.round(leaseEndOfAnotherClock({ ttlMs, now }))).changes === 1)
}

/** Keeps a small setting; null removes it. */
export function writeSetting(db: DatabaseSync, { key, value }: WorkerCalls['writeSetting']['in']): null {
  inTransaction(db, () => {
    if (value === null) db.prepare('DELETE FROM telemetry_meta WHERE key = ?').run(prefix + key)
    else db.prepare('INSERT INTO telemetry_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(prefix + key, value)
  })
  return null
}

export function readSetting(db: DatabaseSync, key: string): string | null {
  const row = db.prepare('SELECT value FROM telemetry_meta WHERE key = ?').get(prefix + key)
  return row === undefined ? null : String(row.value)
}

/** Settings whose key begins so, by key. */
export function listSettings(db: DatabaseSync, start: string): readonly (readonly [string, string])[] {
  const from = prefix + start
  const rows = db.prepare('SELECT key, value FROM telemetry_meta WHERE substr(key, 1, length(?)) = ? ORDER BY key').all(from, from)
  return rows.map(({ key, value }) => [String(key).slice(prefix.length), String(value)] as const)
}
