// The limits a visitor was promised. A budget that grows is a decision, not an accident.

/** What one entry may weigh. */
export interface SizeBudget {
  readonly name: string
  /** What an app writes to use it. */
  readonly code: string
  /** Bytes, minified and with brotli. React itself is not counted. */
  readonly maximumBytes: number
}

export const BUDGETS: readonly SizeBudget[] = [
  { name: 'core: what a browser needs', code: "export { prepareEvent, encodePayload } from '@parel/telemetry-core'", maximumBytes: 3000 },
  { name: 'browser: createTelemetry', code: "export { createTelemetry } from '@parel/telemetry-browser'", maximumBytes: 5000 },
  { name: 'browser: script tag', code: "import '../browser/dist/parel.global.js'", maximumBytes: 6500 },
  { name: 'react: provider and useTelemetry', code: "export { TelemetryProvider, useTelemetry } from '@parel/telemetry-react'", maximumBytes: 6000 },
]
