// A budget that grows is a decision, not an accident; one that shrinks is taken down with it.

/** What one entry may weigh. */
export interface SizeBudget {
  readonly name: string
  /** What an app writes to use it, or the built file that a page loads as it is. */
  readonly code: string | { readonly file: string }
  /** Bytes, minified and with brotli; React itself is not counted. More fails the build. */
  readonly maximumBytes: number
  /** Bytes that it is to come down to. */
  readonly goalBytes: number
}

export const BUDGETS: readonly SizeBudget[] = [
  { name: 'core: prepareEvent, encodePayload', code: "export { prepareEvent, encodePayload } from '@parel/telemetry-core'", maximumBytes: 5190, goalBytes: 3000 },
  { name: 'browser: createTelemetry', code: "export { createTelemetry } from '@parel/telemetry-browser'", maximumBytes: 11_800, goalBytes: 5000 },
  { name: 'browser: script tag', code: { file: 'packages/browser/dist/parel.global.js' }, maximumBytes: 13_300, goalBytes: 6500 },
  { name: 'react: provider and useTelemetry', code: "export { TelemetryProvider, useTelemetry } from '@parel/telemetry-react'", maximumBytes: 12_870, goalBytes: 6000 },
]

/** Bytes as they are shown everywhere. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
