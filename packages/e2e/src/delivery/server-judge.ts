import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createTelemetryServer } from '@parel/telemetry-server'
import type { Judge, StoredEvent } from './judge.ts'

const COLUMNS = 'id, type, page, action, duration, metadata, sessionId, createdAt'

/** The real server on its own SQLite file. Another connection reads that file to judge what was stored. */
export function createServerJudge(): Judge {
  const home = mkdtempSync(join(tmpdir(), 'parel-judge-'))
  const database = join(home, 'telemetry.db')
  const server = createTelemetryServer({ database, rateLimit: false })
  return {
    async take({ body, query, contentType }) {
      const request = new Request(`http://127.0.0.1/api/telemetry?${query}`, { method: 'POST', headers: { 'content-type': contentType }, body: new Uint8Array(body) })
      const response = await server.fetch(request)
      return { status: response.status, body: await response.text() }
    },
    rows() {
      return Promise.resolve(readRows(database))
    },
    countActions(prefix) {
      return Promise.resolve(countActions(database, prefix))
    },
    async close() {
      await server.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function readRows(path: string): StoredEvent[] {
  const rows = query(path, `SELECT ${COLUMNS} FROM telemetry_events`) as (StoredEvent & { metadata: string | null; createdAt: string | number })[]
  return rows.map((row) => ({ ...row, metadata: row.metadata && (JSON.parse(row.metadata) as unknown), createdAt: new Date(row.createdAt).getTime() }))
}

function countActions(path: string, prefix: string): number {
  const [row] = query(path, "SELECT count(*) AS actions FROM telemetry_events WHERE type = 'action' AND substr(action, 1, length(?1)) = ?1", prefix) as { actions: number }[]
  return row?.actions ?? 0
}

function query(path: string, sql: string, ...values: string[]): unknown[] {
  try {
    const reader = new DatabaseSync(path, { readOnly: true })
    const rows = reader.prepare(sql).all(...values)
    reader.close()
    return rows
  } catch {
    return [] // The file is made with the first request.
  }
}
