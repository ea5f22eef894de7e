import { isRefusal, type TelemetryEvent } from '@parel/telemetry-core'
import { holdsAccessKey } from '../cleaning/access-key'
import type { NotedCleaning } from '../cleaning/cleaning-rules'
import { isNumber } from '../cleaning/is-numbered'
import { choosePrepare } from '../cleaning/prepare-stored'

/** Reads one line of an export and cleans it again: a file is trusted as little as a page. Null when it is no event. */
export function parseExportedEvent(line: string, cleaning: NotedCleaning): TelemetryEvent | null {
  const fields = parseObject(line)
  if (fields === null) return null
  const { id, createdAt, sessionId } = fields
  const time = typeof createdAt === 'string' ? Date.parse(createdAt.slice(0, 40)) : typeof createdAt === 'number' ? createdAt : Number.NaN
  if (typeof id !== 'string' || !/^[\w.-]{1,100}$/.test(id) || isNumber(id) || holdsAccessKey(id) || !Number.isFinite(time)) return null
  const event = choosePrepare(cleaning)(fields, { id, createdAt: time, sessionId: typeof sessionId === 'string' ? sessionId : null, platform: 'web', ...cleaning })
  return isRefusal(event) ? null : event
}

function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    // Some editors put a mark in front of UTF-8.
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null
  } catch {
    // A line that is no JSON is counted as invalid by the caller.
    return null
  }
}
