import type { TelemetryEvent } from '@parel/telemetry-core'
import { it } from 'vitest'
import type { ContractBatch, ContractRow, StoreHarness, StoreUnderTest } from './store-under-test'

/** A quiet noon, UTC. */
export const noon = Date.UTC(2026, 5, 1, 12)
export const dayMs = 86_400_000
export const today = Math.floor(noon / dayMs)
export const allDays = { from: 0, to: 100_000 }

/** A batch with nothing but events. */
export function batchOf(events: readonly TelemetryEvent[], { receivedAt = noon, ...rest }: Partial<ContractBatch> = {}): ContractBatch {
  return { events, dropped: new Map(), removed: new Map(), stream: null, receivedAt, ...rest }
}

/** An event with defaults filled in: a page view at noon. */
export function anEvent(id: string, fields: Partial<TelemetryEvent> = {}): TelemetryEvent {
  return { id, type: 'page_view', page: '/dashboard', action: null, duration: null, metadata: null, sessionId: '0b7c1c9e-5a0b-4e3e-9d8f-0123456789ab', platform: 'web', createdAt: noon, ...fields }
}

/** An API call of so many milliseconds. */
export function aCall(id: string, duration: number, fields: Partial<TelemetryEvent> = {}): TelemetryEvent {
  return anEvent(id, { type: 'api_call', page: '/api/user', duration, metadata: { statusCode: 200, method: 'GET' }, ...fields })
}

/** A percentile in comparable form: two ways to reckon it may differ in the last bits. */
export function roundPercentile(percentile: number | null): number | null {
  return percentile === null ? null : Math.round(percentile * 1e6) / 1e6
}

/** A row in comparable form: maps as sorted lists, without the note where it came from. */
export function plainRow(row: Omit<ContractRow, 'live'>) {
  const list = (map: ReadonlyMap<string | number, number>) => [...map].map(([name, count]) => [String(name), count] as const).sort(([left], [right]) => (left < right ? -1 : 1))
  const { day, type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax } = row
  return {
    day, type, context, count, failed, sessions, durationCount, durationSum, durationMin, durationMax,
    toldViews: type === 'page_leave' ? row.toldViews : 0,
    p50: roundPercentile(row.p50), p95: roundPercentile(row.p95), p99: roundPercentile(row.p99),
    histogram: list(row.histogram), statusCounts: list(row.statusCounts), errorTypes: list(row.errorTypes),
    pages: list(row.pages), hours: list(row.hours), platforms: list(row.platforms), endHours: list(row.endHours),
    vitals: [...row.vitals].map(([page, histogram]) => [page, list(histogram)] as const).sort(([left], [right]) => (left < right ? -1 : 1)),
  }
}

/** All rows of a store in comparable form. */
export async function plainRows(store: StoreUnderTest, now = noon): Promise<readonly unknown[]> {
  return (await store.readAggregates(allDays, now)).map(plainRow)
}

/** The row of a type and context, whatever the day. */
export async function rowOf(store: StoreUnderTest, type: string, context = ''): Promise<ContractRow | undefined> {
  return (await store.readAggregates(allDays, noon)).find((row) => row.type === type && row.context === context)
}

/** `it` for promises of stores that persist. A store in memory leaves the test out, because it cannot be opened again. */
export function itReopensWith({ again }: StoreHarness): typeof it | (() => void) {
  return again === undefined ? () => undefined : it
}
