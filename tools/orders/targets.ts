import { brotliCompressSync } from 'node:zlib'
import { BUDGETS } from '../size-budgets.ts'
import { bundleForApp, bundleSources, type Texts } from './pipeline.ts'

/** A size that an order is to keep within its budget. */
export interface Target {
  readonly maximumBytes: number
  measure(texts: Texts): Promise<number>
}

const sizeOf = (text: string) => brotliCompressSync(text).byteLength

const budgetOf = (room: string): Target => {
  const budget = BUDGETS.find(({ code }) => typeof code === 'string' && code.endsWith(`telemetry-${room}'`))
  const code = typeof budget?.code === 'string' ? budget.code : ''
  return { maximumBytes: budget?.maximumBytes ?? 0, measure: async (texts) => sizeOf(await bundleForApp(code, texts)) }
}

const sourcesOf = (names: string, maximumBytes: number): Target => ({ maximumBytes, measure: async (texts) => sizeOf(await bundleSources(names, texts)) })

/** Bytes on top of the client in an app in production, which has React anyway. */
const addedBy = (code: string, maximumBytes: number): Target => {
  const share = async (imports: string, texts: Texts) =>
    sizeOf((await bundleForApp(imports, texts, { 'process.env.NODE_ENV': '"production"' })).replace(/import(?:\{[^{}]{0,2000}\}from)?"[^"]{1,80}";/g, ''))
  return { maximumBytes, measure: async (texts) => (await share(code, texts)) - (await share("export { createTelemetry } from '@parel/telemetry-browser'", texts)) }
}

export const PROVIDER = "export { TelemetryProvider, useTelemetry } from '@parel/telemetry-react'"

/** As `size-budgets.ts` and the size tests of core and React have them. The tightest first: what exceeds it is measured no further. */
export const TARGETS: readonly Target[] = [
  budgetOf('browser'),
  budgetOf('react'),
  addedBy(PROVIDER, 1000),
  addedBy(`${PROVIDER}; export * from '@parel/telemetry-react/next'`, 1750),
  budgetOf('core'),
  sourcesOf('prepareEvent, encodeEventRow, joinEventRows, encodePayload, createStreamId', 5380),
  sourcesOf('anonymizeUrl', 1935),
]

/** Bytes of each target. */
export type Sizes = readonly number[]

/** A byte above a budget costs as much as a hundred below. Sizes that are still missing cost nothing. */
export function costOf(sizes: Sizes): number {
  return sizes.reduce((cost, size, index) => cost + Math.max(0, size - (TARGETS[index]?.maximumBytes ?? 0)) + (size - (TARGETS[index]?.maximumBytes ?? 0)) / 100, 0)
}
