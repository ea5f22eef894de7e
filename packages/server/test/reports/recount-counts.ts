import type { EventType, Report, ReportCount } from '@parel/telemetry-core'
import { expect } from 'vitest'
import { dateOf, type Sent } from './recounted-server'

// Plain counts of what was sent, with nothing of the server.

export const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
export const round = (value: number | null, factor: number) => (value === null ? null : Math.round(value * factor) / factor)
/** As the API writes milliseconds. */
export const mean = (numbers: readonly number[]) => (numbers.length === 0 ? null : round(sum(numbers) / numbers.length, 10))
/** As the API writes shares. */
export const rate = (part: number, base: number) => (base === 0 ? null : round((part * 100) / base, 100))
export const durationsOf = (events: readonly Sent[]) => events.flatMap(({ duration }) => duration ?? [])

export function groupBy(events: readonly Sent[], keyOf: (event: Sent) => string): Map<string, Sent[]> {
  const groups = new Map<string, Sent[]>()
  for (const event of events) groups.set(keyOf(event), [...(groups.get(keyOf(event)) ?? []), event])
  return groups
}

export function countBy(events: readonly Sent[], keyOf: (event: Sent) => string | number): readonly ReportCount[] {
  const counts = [...groupBy(events, (event) => String(keyOf(event)))].map(([name, own]) => ({ name, count: own.length }))
  return counts.toSorted((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1))
}

/** Distinct sessions, added over the days; all without one are one a day. */
export const sessionsOf = (events: readonly Sent[]) => new Set(events.map(({ createdAt, sessionId }) => `${dateOf(createdAt)} ${sessionId}`)).size

/** The first event of each session; of those without one, each beginning. */
function begunOf(all: readonly Sent[]): readonly Sent[] {
  const firsts = [...groupBy(all.filter(({ sessionId }) => sessionId !== null), ({ sessionId }) => sessionId ?? '').values()]
    .map((own) => own.toSorted((left, right) => left.createdAt - right.createdAt || (left.platform === 'web' ? -1 : 1))[0])
  return [...firsts.filter((event) => event !== undefined), ...all.filter(({ type, sessionId }) => type === 'session_start' && sessionId === null)]
}

/** The longest length that each session told, by the day of the end's own time. */
function lengthsOf(events: readonly Sent[]): readonly number[] {
  const ends = events.filter(({ type, duration }) => type === 'session_end' && duration !== null)
  const longest = [...groupBy(ends.filter(({ sessionId }) => sessionId !== null), ({ sessionId, createdAt }) => `${dateOf(createdAt)} ${sessionId}`).values()]
  return [...longest.map((own) => Math.max(...durationsOf(own))), ...durationsOf(ends.filter(({ sessionId }) => sessionId === null))]
}

/** Views that told a time: on a day as many as were left, of each session no more than were seen, and no more than times were told; one that was left and not seen is of another day. */
export function toldOf(leaves: readonly Sent[], views: readonly Sent[]): number {
  const days = groupBy(leaves, ({ createdAt }) => dateOf(createdAt))
  const seen = (date: string, session: string) => views.filter((view) => dateOf(view.createdAt) === date && String(view.sessionId) === session).length
  const told = [...days].map(([date, own]) => {
    const left = [...groupBy(own, ({ sessionId }) => String(sessionId))].map(([session, ofSession]) => Math.min(ofSession.length, Math.max(1, seen(date, session))))
    return Math.min(sum(left), durationsOf(own).length)
  })
  return Math.min(views.length, sum(told))
}

export function stepsOf(views: readonly Sent[]): readonly ReportCount[] {
  const visits = [...groupBy(views.filter(({ sessionId }) => sessionId !== null), ({ createdAt, sessionId }) => `${dateOf(createdAt)} ${sessionId}`).values()]
  const sequenceOf = ({ id }: Sent) => Number(id.slice(id.lastIndexOf('-') + 1))
  const pairs = visits.flatMap((own) => {
    const sorted = own.toSorted((left, right) => left.createdAt - right.createdAt || sequenceOf(left) - sequenceOf(right))
    return sorted.slice(1).map((view, index) => ({ ...view, id: `${sorted[index]?.page} ${view.page}` }))
  })
  return countBy(pairs, ({ id }) => id)
}

/** What was kept of the days asked for. */
export interface Own {
  readonly begun: readonly Sent[]
  readonly lengths: readonly number[]
  of(type: EventType): readonly Sent[]
}

/** What was kept of some days. A session begins at its first event, also where that is on another day. */
export function ownOf(all: readonly Sent[], dates: ReadonlySet<string>): Own {
  const own = all.filter(({ createdAt }) => dates.has(dateOf(createdAt)))
  return { begun: begunOf(all).filter(({ createdAt }) => dates.has(dateOf(createdAt))), lengths: lengthsOf(own), of: (type) => own.filter((event) => event.type === type) }
}

/** The summary of what was kept. What is narrowed to an action has no error rate: errors know of none. */
export function summarize({ begun, lengths, of }: Own, { action }: { readonly action: string | null } = { action: null }): Report['summary'] {
  const [actions, errors, calls] = [of('action').length, of('error').length, of('api_call')]
  return {
    pageViews: of('page_view').length, actions, errors, apiCalls: calls.length, sessions: begun.length,
    avgApiLatency: mean(durationsOf(calls)), errorRate: action === null ? rate(errors, actions) : null, avgSessionLength: mean(lengths),
  }
}

/** As NumPy has it where all values stand behind it; else within the error of the histogram. */
export function checkPercentile(told: number | null, values: readonly number[], { share, isExact }: { readonly share: number; readonly isExact: boolean }): void {
  if (values.length === 0) return expect(told).toBeNull()
  const sorted = values.toSorted((left, right) => left - right)
  const rank = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0]
  const exact = low + (high - low) * (rank - Math.floor(rank))
  if (isExact) expect(told).toBeCloseTo(exact, 0)
  else expect(Math.abs((told ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.011 + 0.1)
}
