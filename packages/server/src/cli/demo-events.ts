import { createEventId, createStreamId, type TelemetryEvent } from '@parel/telemetry-core'

/** What {@link demoEvents} makes. */
export interface DemoOptions {
  readonly now: number
  readonly days: number
  /** Sessions of a working day. */
  readonly sessions: number
  /** A number from 0 to 1. */
  readonly random: () => number
}

const PAGES = ['/dashboard', '/profile', '/flow/[id]', '/friends', '/shop', '/settings'] as const
const ACTIONS = ['challenge_sent', 'item_purchased', 'profile_updated', 'flow_completed'] as const
const ENDPOINTS = [['/api/user', 98], ['/api/feed', 145], ['/api/messages', 203]] as const
const KINDS = ['api_error', 'api_error', 'client_error', 'network_error'] as const

const dayMs = 86_400_000
const hourMs = 3_600_000

/** Makes the events of an invented app, day by day, oldest first: the pages and endpoints of the guide. */
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

function demoSession(start: number, random: () => number): readonly TelemetryEvent[] {
  const stream = createStreamId(start)
  const sessionId = crypto.randomUUID()
  const platform = random() < 0.7 ? 'web' : 'mobile'
  const events: TelemetryEvent[] = []
  let time = start
  const add = (fields: Partial<TelemetryEvent> & Pick<TelemetryEvent, 'type'>) =>
    void events.push({ id: createEventId(stream, events.length), page: null, action: null, duration: null, metadata: null, sessionId, platform, createdAt: Math.round(time), ...fields })
  add({ type: 'session_start' })
  for (let views = 1 + Math.floor(random() * 6); views > 0; views--) {
    const page = pick(PAGES, random() ** 1.6)
    add({ type: 'page_view', page })
    addCall(add, random)
    const stayMs = 4000 + random() ** 3 * 180_000
    if (random() < 0.35) add({ type: 'action', page, action: pick(ACTIONS, random()) })
    if (random() < 0.01) add({ type: 'error', page, action: pick(KINDS, random()), metadata: { statusCode: 500 } })
    time += stayMs
    add({ type: 'page_leave', page, duration: Math.round(stayMs) })
  }
  add({ type: 'session_end', createdAt: start, duration: Math.round(time - start) })
  return events
}

function addCall(add: (fields: Pick<TelemetryEvent, 'type' | 'page' | 'duration' | 'metadata'>) => void, random: () => number): void {
  const [page, median] = pick(ENDPOINTS, random())
  const duration = Math.round(median * Math.exp((random() + random() + random() - 1.5) * 1.1))
  add({ type: 'api_call', page, duration, metadata: { statusCode: random() < 0.012 ? 500 : 200, method: 'GET' } })
}

function pick<T>(items: readonly T[], share: number): T {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))] as T
}
