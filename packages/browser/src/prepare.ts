import { createEventId, EVENT_TYPES, type Metadata, type TelemetryEvent } from '@parel/telemetry-core'
import type { EventInput } from './telemetry-interface'

export interface PrepareContext {
  readonly stream: string
  readonly sequence: number
  readonly createdAt: number
  readonly sessionId: string | null
  readonly platform: 'web' | 'mobile'
  readonly routes?: readonly string[] | undefined
  readonly strict?: boolean | undefined
}

// Stands in until the core's own door is there.
export function prepareEvent(input: EventInput, context: PrepareContext): TelemetryEvent | null {
  return {
    id: createEventId(context.stream, context.sequence),
    type: input.type,
    page: input.page?.split(/[?#]/)[0]?.replace(/\/(?=[^/]*\d)[^/]+/g, '/[id]') ?? null,
    action: input.action ?? null,
    duration: typeof input.duration === 'number' ? Math.round(input.duration) : null,
    metadata: (input.metadata as Metadata) ?? null,
    sessionId: context.sessionId,
    platform: context.platform,
    createdAt: context.createdAt,
  }
}

export function encodeRow(event: TelemetryEvent, base: number): string {
  const row = [EVENT_TYPES.indexOf(event.type), event.createdAt - base, event.page, event.action, event.duration, event.metadata]
  while (row.at(-1) === null) row.pop()
  return JSON.stringify(row)
}
