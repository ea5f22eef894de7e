import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createTelemetryServer } from '@parel/telemetry-server'
import type { Judge, StoredEvent } from './judge.ts'

const COLUMNS = 'id, type, page, action, duration, metadata, sessionId, createdAt'

/** The real server on a SQLite file of its own: what counts is what another reader finds in that file. */
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
    async close() {
      await server.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function readRows(path: string): StoredEvent[] {
  try {
    const reader = new DatabaseSync(path, { readOnly: true })
    const rows = reader.prepare(`SELECT ${COLUMNS} FROM telemetry_events`).all() as unknown as (StoredEvent & { metadata: string | null; createdAt: string | number })[]
    reader.close()
    return rows.map((row) => ({ ...row, metadata: row.metadata && (JSON.parse(row.metadata) as unknown), createdAt: new Date(row.createdAt).getTime() }))
  } catch {
    return [] // The file is made with the first request.
  }
}
