// Raising a budget is a decision, never an accident. When an entry shrinks, lower its budget.

/** The size budget of one entry. */
export interface SizeBudget {
  readonly name: string
  /** The import that an app writes, or the built file that a page loads. */
  readonly code: string | { readonly file: string }
  /** Maximum size in bytes, minified and brotli-compressed, without React itself. More fails `pnpm run size`. */
  readonly maximumBytes: number
  /** The goal for the size in bytes. */
  readonly goalBytes: number
}

export const BUDGETS: readonly SizeBudget[] = [
  { name: 'core: prepareEvent, encodePayload', code: "export { prepareEvent, encodePayload } from '@parel/telemetry-core'", maximumBytes: 5190, goalBytes: 3000 },
  { name: 'browser: createTelemetry', code: "export { createTelemetry } from '@parel/telemetry-browser'", maximumBytes: 11_800, goalBytes: 5000 },
  { name: 'browser: script tag', code: { file: 'packages/browser/dist/parel.global.js' }, maximumBytes: 13_090, goalBytes: 6500 },
  { name: 'react: provider and useTelemetry', code: "export { TelemetryProvider, useTelemetry } from '@parel/telemetry-react'", maximumBytes: 12_840, goalBytes: 6000 },
]

/** Formats bytes as kB. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
