import { EVENT_TYPES, type EventType, type TelemetryEvent } from '@parel/telemetry-core'
import { describeDurations } from './describe-durations'
import { dayAndHour } from './local-time'
import { hideInMaps, hideTransitions, shownPages } from './oracle-rare'
import type { ContractRow } from './store-under-test'

// The plain truth: every accepted event in a list, every number computed from scratch the way a reader of the definitions would.

/** Limits under which the oracle counts. */
export interface OracleOptions {
  readonly timeZone?: string
  readonly contextsPerDay?: number
  readonly minSessions?: number
}

export interface Oracle {
  /** What must become of the event. */
  accept(event: TelemetryEvent, receivedAt: number): 'stored' | 'duplicate' | 'too_old' | 'future' | 'sealed'
  sealBefore(day: number): void
  dayOf(time: number): number
  rows(): readonly Omit<ContractRow, 'live'>[]
  transitions(): readonly { readonly day: number; readonly from: string; readonly to: string; readonly count: number }[]
}

const weekMs = 7 * 86_400_000
const skewMs = 5 * 60_000

/** Creates an oracle that has seen nothing. */
export function createOracle({ timeZone = 'UTC', contextsPerDay = 500, minSessions = 1 }: OracleOptions = {}): Oracle {
  const events: TelemetryEvent[] = []
  const ids = new Set<string>()
  const dayOf = (time: number) => dayAndHour(time, timeZone).day
  let sealedBefore = -Infinity
  const eventsOf = (day: number) => events.filter(({ createdAt }) => dayOf(createdAt) === day)
  const plain = EVENT_TYPES.filter((type) => type !== 'session_start' && type !== 'session_end')
  const namedRows = (day: number) => {
    const own = eventsOf(day)
    const views = own.filter(({ type }) => type === 'page_view')
    return plain.flatMap((type) => rowsOfType(own.filter((event) => event.type === type), { day, type, timeZone, contextsPerDay, minSessions, views }))
  }
  const days = () => [...new Set(events.map(({ createdAt }) => dayOf(createdAt)))].sort((left, right) => left - right)
  return {
    dayOf,
    accept(event, receivedAt) {
      if (event.createdAt < receivedAt - weekMs) return 'too_old'
      if (event.createdAt > receivedAt + skewMs) return 'future'
      if (dayOf(event.createdAt) < sealedBefore) return 'sealed'
      if (ids.has(event.id)) return 'duplicate'
      ids.add(event.id)
      events.push(event)
      return 'stored'
    },
    sealBefore: (day) => void (sealedBefore = Math.max(sealedBefore, day)),
    rows: () =>
      days().flatMap((day) =>
        [...hideInMaps(namedRows(day), minSessions), ...sessionRows(events, { day, timeZone })].sort((left, right) => EVENT_TYPES.indexOf(left.type) - EVENT_TYPES.indexOf(right.type) || (left.context < right.context ? -1 : 1)),
      ),
    transitions: () => days().flatMap((day) => hideTransitions(transitionsOf(eventsOf(day), day), minSessions, shownPages(minSessions > 1 ? namedRows(day) : []))),
  }
}

interface TypeOptions {
  readonly day: number
  readonly type: EventType
  readonly timeZone: string
  readonly contextsPerDay: number
  readonly minSessions: number
  /** All of the day. */
  readonly views: readonly TelemetryEvent[]
}

function rowsOfType(events: readonly TelemetryEvent[], options: TypeOptions): readonly Omit<ContractRow, 'live'>[] {
  const contextOf = ({ type, page, action }: TelemetryEvent) => (['page_view', 'page_leave', 'api_call'].includes(type) ? page : action) ?? ''
  const groups = capGroups(foldRare(groupBy(events, contextOf), options.minSessions), options.contextsPerDay)
  return [...groups].map(([context, own]) => describe(own, { ...options, context }))
}

type Groups = ReadonlyMap<string, readonly TelemetryEvent[]>

function foldRare(groups: Groups, minSessions: number): Groups {
  const bySize = [...groups].map(([name, own]) => ({ name, own, sessions: countSessions(own) })).sort((left, right) => left.sessions - right.sessions || (left.name < right.name ? -1 : 1))
  let size = bySize.filter(({ sessions }) => sessions < minSessions).length
  if (size === 0) return groups
  while (size < bySize.length && (size < 2 || countSessions(bySize.slice(0, size).flatMap(({ own }) => own)) < minSessions)) size++
  return new Map([...bySize.slice(size).map(({ name, own }) => [name, own] as const), ['(rare)', bySize.slice(0, size).flatMap(({ own }) => own)]])
}

function capGroups(groups: Groups, cap: number): Groups {
  const plain = [...groups].filter(([name]) => name !== '(rare)').sort(([left, leftOwn], [right, rightOwn]) => rightOwn.length - leftOwn.length || (left < right ? -1 : 1))
  if (plain.length <= cap) return groups
  const rare = [...groups].filter(([name]) => name === '(rare)')
  return new Map([...plain.slice(0, cap), ...rare, ['[other]', plain.slice(cap).flatMap(([, own]) => own)]])
}

function describe(events: readonly TelemetryEvent[], { day, type, context, timeZone, views }: TypeOptions & { readonly context: string }): Omit<ContractRow, 'live'> {
  const durations = events.flatMap(({ duration }) => (duration === null ? [] : [duration]))
  const isPlace = type === 'page_view' || type === 'page_leave' || type === 'api_call'
  const statusOf = ({ metadata }: TelemetryEvent) => (type === 'api_call' && typeof metadata?.statusCode === 'number' ? metadata.statusCode : null)
  return {
    day, type, context,
    count: events.length,
    failed: events.filter((event) => [event].map(statusOf).some((status) => status === 0 || (status ?? 0) >= 400)).length,
    sessions: countSessions(events),
    ...describeDurations(durations),
    toldViews: type === 'page_leave' ? countTold(events, views) : 0,
    statusCounts: countBy(events, (event) => statusOf(event)?.toString()),
    errorTypes: countBy(events, ({ metadata }) => (type === 'error' && typeof metadata?.errorType === 'string' ? metadata.errorType : undefined)),
    pages: countBy(events, ({ page }) => (isPlace ? undefined : (page ?? undefined))),
    hours: countBy(events, ({ createdAt }) => String(dayAndHour(createdAt, timeZone).hour)),
    platforms: countBy(events, ({ platform }) => platform),
    endHours: new Map(),
    vitals: type === 'web_vital' ? vitalsOf(events, context) : new Map(),
  }
}

/** Values by page; those without a page belong to no named page. */
function vitalsOf(events: readonly TelemetryEvent[], context: string): ContractRow['vitals'] {
  if (!['LCP', 'INP', 'CLS', 'FCP', 'TTFB'].includes(context)) return new Map()
  const valueOf = ({ duration, metadata }: TelemetryEvent) => duration ?? (typeof metadata?.value === 'number' ? Math.round(metadata.value * 1000) : null)
  const known = events.filter((event) => valueOf(event) !== null)
  const pages = groupBy(known, ({ page }) => page ?? '[other]')
  return new Map([...pages].map(([page, own]) => [page, describeDurations(own.map((event) => valueOf(event) ?? 0)).histogram]))
}

/** Each view counts at most once, in however many pieces it was seen; a leave without a view is of one of another day. */
function countTold(leaves: readonly TelemetryEvent[], views: readonly TelemetryEvent[]): number {
  const places = groupBy(leaves, ({ page, sessionId }) => `${page} ${sessionId}`)
  return [...places].reduce((sum, [place, times]) => sum + Math.min(times.length, Math.max(1, views.filter(({ page, sessionId }) => `${page} ${sessionId}` === place).length)), 0)
}

const noMaps = { failed: 0, toldViews: 0, statusCounts: new Map(), errorTypes: new Map(), pages: new Map(), vitals: new Map() }

/** A session begins at its first event, whatever that is, and belongs to that day; its length is the longest that was reported. */
function sessionRows(all: readonly TelemetryEvent[], { day, timeZone }: { readonly day: number; readonly timeZone: string }): readonly Omit<ContractRow, 'live'>[] {
  const on = ({ createdAt }: TelemetryEvent) => dayAndHour(createdAt, timeZone).day === day
  const firsts = [...groupBy(all.filter(({ sessionId }) => sessionId !== null), ({ sessionId }) => sessionId ?? '').values()].map(earliest)
  const begun = [...firsts, ...all.filter(({ type, sessionId }) => type === 'session_start' && sessionId === null)].filter(on)
  const ends = all.filter((event) => event.type === 'session_end' && event.duration !== null && on(event))
  const longest = [...groupBy(ends.filter(({ sessionId }) => sessionId !== null), ({ sessionId }) => sessionId ?? '').values()].map((own) => latestOfLongest(own))
  const lengths = [...longest, ...ends.filter(({ sessionId }) => sessionId === null)]
  const row = (type: EventType, own: readonly TelemetryEvent[], durations: readonly number[]) => ({
    day, type, context: '', count: own.length, sessions: own.length, ...noMaps, ...describeDurations(durations),
    hours: countBy(own, ({ createdAt }) => String(dayAndHour(createdAt, timeZone).hour)),
    platforms: countBy(own, ({ platform }) => platform),
    endHours: type === 'session_end' ? countBy(own, ({ createdAt, duration }) => String(dayAndHour(createdAt + (duration ?? 0), timeZone).hour)) : new Map<string, number>(),
  })
  const rows = [row('session_start', begun, []), row('session_end', lengths, lengths.map(({ duration }) => duration ?? 0))]
  return rows.filter(({ count }) => count > 0)
}

function earliest(events: readonly TelemetryEvent[]): TelemetryEvent {
  return [...events].sort((left, right) => left.createdAt - right.createdAt || (left.platform === 'web' ? -1 : 1))[0]!
}

function latestOfLongest(events: readonly TelemetryEvent[]): TelemetryEvent {
  return [...events].sort((left, right) => (right.duration ?? 0) - (left.duration ?? 0) || left.createdAt - right.createdAt || (left.platform === 'web' ? -1 : 1))[0]!
}

function transitionsOf(events: readonly TelemetryEvent[], day: number) {
  const views = events.filter(({ type, sessionId }) => type === 'page_view' && sessionId !== null)
  const sequenceOf = ({ id }: TelemetryEvent) => Number(id.slice(id.lastIndexOf('-') + 1))
  const pairs = [...groupBy(views, ({ sessionId }) => sessionId ?? '').values()].flatMap((own) => {
    const sorted = [...own].sort((left, right) => left.createdAt - right.createdAt || sequenceOf(left) - sequenceOf(right))
    return sorted.slice(1).map((view, index) => `${sorted[index]?.page ?? ''}\n${view.page ?? ''}`)
  })
  return [...countBy(pairs, (pair) => pair)]
    .map(([pair, count]) => ({ day, from: pair.split('\n')[0]!, to: pair.split('\n')[1]!, count }))
    .sort((left, right) => right.count - left.count || compareText(left.from, right.from) || compareText(left.to, right.to))
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function countSessions(events: readonly TelemetryEvent[]): number {
  return new Set(events.map(({ sessionId }) => sessionId)).size
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
