import { DatabaseSync } from 'node:sqlite'
import type { Books } from './kill-loop.ts'

/** What a run of kills found. */
export interface KillReport {
  readonly kills: number
  readonly acknowledged: number
  /** Acknowledged, but not in the file: must be none. */
  readonly lost: number
  /** In the file, but never sent: must be none. */
  readonly phantom: number
  /** Rows beyond one for each id: must be none. */
  readonly twice: number
  /** Sequence numbers that are missing below a later one of the same client: must be none. */
  readonly gaps: number
  /** Sent and stored, but the answer never came: at most what was in flight at the last kill. */
  readonly unanswered: number
  readonly inFlight: number
  readonly integrity: string
  /** Sum of the page views of the aggregates, as the last start computed them. */
  readonly aggregated: number
  /** What the counters of the file say; must be the number of rows. */
  readonly counted: number
  readonly stored: number
}

/** Compares what was acknowledged with what is in the file. No server may run. */
export function compareWithFile(path: string, { acknowledged, sent, inFlight }: Books, known: Pick<KillReport, 'kills' | 'aggregated'>): KillReport {
  const db = new DatabaseSync(path)
  const rows = db.prepare('SELECT id FROM telemetry_events').all().map(({ id }) => String(id))
  const counted = Number(db.prepare("SELECT value FROM telemetry_counters WHERE name = 'stored'").get()?.value ?? 0)
  const integrity = String(Object.values(db.prepare('PRAGMA integrity_check').get() ?? {})[0])
  db.close()
  const stored = new Set(rows)
  return {
    ...known, integrity, inFlight, counted,
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((id) => !stored.has(id)).length,
    phantom: [...stored].filter((id) => !sent.has(id)).length,
    twice: rows.length - stored.size,
    gaps: countGaps(stored),
    unanswered: [...stored].filter((id) => !acknowledged.has(id)).length,
    stored: stored.size,
  }
}

/** True when nothing was lost, invented, doubled or miscounted. */
export function isSound({ lost, phantom, twice, gaps, unanswered, inFlight, integrity, aggregated, counted, stored }: KillReport): boolean {
  return lost + phantom + twice + gaps === 0 && unanswered <= inFlight && integrity === 'ok' && aggregated === stored && counted === stored
}

// Each client sends one request after the other, so what survives of it must be a beginning.
function countGaps(ids: ReadonlySet<string>): number {
  const last = new Map<string, number>()
  const many = new Map<string, number>()
  for (const id of ids) {
    const dash = id.lastIndexOf('-')
    const stream = id.slice(0, dash)
    last.set(stream, Math.max(last.get(stream) ?? 0, Number(id.slice(dash + 1))))
    many.set(stream, (many.get(stream) ?? 0) + 1)
  }
  return [...last].reduce((sum, [stream, sequence]) => sum + sequence + 1 - (many.get(stream) ?? 0), 0)
}
