import { createEventId, createStreamId, type TelemetryEvent } from '@parel/telemetry-core'
import { DEMO_PAGES, type DemoEndpoint, type DemoPage } from './demo-app'

/** What {@link demoEvents} makes. */
export interface DemoOptions {
  readonly now: number
  readonly days: number
  /** Sessions of a working day. */
  readonly sessions: number
  /** A number from 0 to 1. */
  readonly random: () => number
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** Makes the events of an invented app, day by day, oldest first: the pages and endpoints of the guide. The same `random` brings the same visits under other ids. */
export function* demoEvents({ now, days, sessions, random }: DemoOptions): Generator<readonly TelemetryEvent[]> {
  for (let day = days - 1; day >= 0; day--) {
    const start = Math.floor(now / dayMs) * dayMs - day * dayMs
    const isWeekend = [0, 6].includes(new Date(start).getUTCDay())
    const count = Math.round(sessions * (isWeekend ? 0.6 : 1) * (0.85 + random() * 0.3))
    const events = Array.from({ length: count }, () => demoSession(start + dayTime(random) * hourMs, random)).flat()
    yield events.filter(({ createdAt }) => createdAt <= now)
  }
}

/** Hours since midnight: more in the afternoon than at night. */
function dayTime(random: () => number): number {
  return 6 + ((random() + random() + random()) / 3) * 17.9
}

type Fields = Partial<TelemetryEvent> & Pick<TelemetryEvent, 'type'>

/** Adds an event to a visit, so many milliseconds after what is going on. */
type Add = (fields: Fields, afterMs?: number) => void

function demoSession(start: number, random: () => number): readonly TelemetryEvent[] {
  const stream = createStreamId(start)
  const sessionId = crypto.randomUUID()
  const platform = random() < 0.7 ? 'web' : 'mobile'
  const events: TelemetryEvent[] = []
  let time = start
  const add: Add = (fields, afterMs = 0) =>
    void events.push({ id: createEventId(stream, events.length), page: null, action: null, duration: null, metadata: null, sessionId, platform, createdAt: Math.round(time + afterMs), ...fields })
  add({ type: 'session_start' })
  for (let views = 1 + Math.floor(random() * 6); views > 0; views--) {
    const page = pick(DEMO_PAGES, random() ** 1.6)
    // The first page of a visit is loaded, the others are not.
    if (time === start) addVitals(page, add, random)
    time += visit(page, add, random)
  }
  add({ type: 'session_end', createdAt: start, duration: Math.round(time - start) })
  return events
}

/** One view of a page with what it asks for. Returns how long it was seen. */
function visit({ path: page, calls, actions }: DemoPage, add: Add, random: () => number): number {
  const stayMs = Math.round(4000 + random() ** 3 * 180_000)
  add({ type: 'page_view', page })
  for (const endpoint of calls) addCall(endpoint, { page, afterMs: 60, add, random })
  if (random() < 0.35) {
    const { name: action, call } = pick(actions, random())
    add({ type: 'action', page, action }, stayMs / 2)
    addCall(call, { page, afterMs: stayMs / 2, add, random })
  }
  if (random() < 0.002) add({ type: 'error', page, action: 'client_error', metadata: { errorType: 'TypeError' } }, stayMs / 2)
  add({ type: 'page_leave', page, duration: stayMs }, stayMs)
  return stayMs
}

/** Web vitals of a page load, as the client reports them. */
function addVitals({ path: page, paintMs, shift }: DemoPage, add: Add, random: () => number): void {
  const spread = () => Math.exp((random() + random() + random() - 1.5) * 1.2)
  const pace = spread()
  for (const [action, medianMs] of [['TTFB', paintMs / 5], ['FCP', paintMs * 0.6], ['LCP', paintMs], ['INP', paintMs / 16]] as const) {
    add({ type: 'web_vital', page, action, duration: Math.round(medianMs * pace) }, medianMs * pace)
  }
  add({ type: 'web_vital', page, action: 'CLS', metadata: { value: Math.round(shift * spread() * 1000) / 1000 } }, paintMs)
}

interface Calling {
  readonly page: string
  readonly afterMs: number
  readonly add: Add
  readonly random: () => number
}

function addCall({ path, method, medianMs, failing }: DemoEndpoint, { page, afterMs, add, random }: Calling): void {
  const duration = Math.round(medianMs * Math.exp((random() + random() + random() - 1.5) * 1.1))
  const fate = random()
  const statusCode = fate < failing ? 500 : fate < failing + 0.0005 ? 0 : 200
  add({ type: 'api_call', page: path, duration, metadata: { statusCode, method } }, afterMs + duration)
  if (statusCode === 200) return
  add({ type: 'error', page, action: statusCode === 0 ? 'network_error' : 'api_error', metadata: { statusCode, endpoint: path } }, afterMs + duration)
}

function pick<T>(items: readonly T[], share: number): T {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))] as T
}
