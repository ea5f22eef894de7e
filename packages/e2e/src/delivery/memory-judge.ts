import { gunzipSync } from 'node:zlib'
import { parsePayload } from '@parel/telemetry-core'
import type { Judge, StoredEvent } from './judge.ts'

/** Reads bodies as the collector does, and keeps one row for each id in memory. */
export function createMemoryJudge(): Judge {
  const rows = new Map<string, StoredEvent>()
  return {
    take({ body, query }) {
      const parameters = new URLSearchParams(query)
      const text = parameters.get('enc') === 'gzip' ? gunzipSync(body) : body
      const receivedAt = Date.now()
      const sentAt = Number(parameters.get('st'))
      const parsed = parsePayload(JSON.parse(text.toString()), { receivedAt, sentAt, createId: () => `own-${rows.size}` })
      if (!parsed.ok) return Promise.resolve({ status: 400, body: JSON.stringify({ success: false, error: { code: 'invalid_payload', message: parsed.reason } }) })
      const accepted = parsed.events.filter((event) => !rows.has(event.id))
      accepted.forEach((event) => rows.set(event.id, event))
      const answer = { success: true, accepted: accepted.length, duplicates: parsed.events.length - accepted.length, dropped: Object.fromEntries(parsed.dropped) }
      return Promise.resolve({ status: 200, body: JSON.stringify(answer) })
    },
    rows: () => Promise.resolve([...rows.values()]),
    close: () => Promise.resolve(),
  }
}
