import type { Telemetry } from '@parel/telemetry-browser'
import { visits } from './visits'

const recorded = new WeakSet<object>()

/**
 * Records an error by its name. The message stays here: messages are written by people and may say anything.
 *
 * React tells of one error in several places (boundary and root); it is recorded once.
 */
export function recordError(client: Telemetry, thrown: unknown, where: { readonly source: string; readonly area?: string | undefined }): void {
  const isObject = typeof thrown === 'object' && thrown !== null
  if (isObject && recorded.has(thrown)) return
  if (isObject) recorded.add(thrown)
  const errorName = thrown instanceof Error ? thrown.name : typeof thrown
  const { source, area } = where
  client.trackError('client_error', visits.readPage(), { source, errorName, ...(area !== undefined && { area }) })
}
