import type { TelemetryEvent } from '@parel/telemetry-core'
import { createRandom, type Random } from './random'

const dayMs = 86_400_000
const pages = ['/', '/dashboard', '/profile', '/orders/[id]', '/settings/team', '/search']
const endpoints = ['/api/user', '/api/orders/[id]', '/api/search']
const actions = ['save', 'open_menu', 'checkout']
const errors = ['api_error', 'client_error', 'boom']

interface Session {
  readonly id: string
  readonly stream: string
  readonly start: number
  readonly platform: 'web' | 'mobile'
  sequence: number
}

/** A made-up crowd, the same for the same seed. */
export interface Crowd {
  readonly random: Random
  /** A batch of new events around `now`: some late by up to eight days, some of sessions that cross midnight, some without a session. */
  events(now: number, count: number): TelemetryEvent[]
}

/** Creates the crowd of a seed. */
export function createCrowd(seed: number): Crowd {
  const random = createRandom(seed)
  const sessions: Session[] = []
  let streams = 0
  const begin = (now: number): Session => {
    const late = random.chance(0.15) ? random.below(8 * dayMs) : random.below(3_600_000)
    const session: Session = {
      id: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`,
      stream: `stream${seed}_${streams++}`, start: now - late, platform: random.chance(0.3) ? 'mobile' : 'web', sequence: 0,
    }
    sessions.push(session)
    return session
  }
  return {
    random,
    events: (now, count) =>
      Array.from({ length: count }, () => {
        const recent = sessions.slice(-20)
        const session = recent.length === 0 || random.chance(0.3) ? begin(now) : random.pick(recent)
        return makeEvent(random, session)
      }),
  }
}

function makeEvent(random: Random, session: Session): TelemetryEvent {
  // Sessions last up to four hours, so that some cross midnight.
  const createdAt = session.start + random.below(random.chance(0.2) ? 4 * 3_600_000 : 600_000)
  const common = { id: `${session.stream}-${session.sequence++}`, page: null, action: null, duration: null, metadata: null, sessionId: random.chance(0.05) ? null : session.id, platform: session.platform, createdAt }
  const roll = random.below(100)
  if (roll < 40) return { ...common, type: 'page_view', page: random.pick(pages) }
  if (roll < 60) return { ...common, type: 'api_call', page: random.pick(endpoints), duration: makeDuration(random), metadata: { statusCode: random.pick([200, 200, 200, 204, 301, 404, 500, 0]), method: 'GET' } }
  if (roll < 75) return { ...common, type: 'action', action: random.pick(actions), page: random.pick([...pages, null]) }
  if (roll < 82) return { ...common, type: 'error', action: random.pick(errors), page: random.pick(pages), metadata: random.chance(0.5) ? { errorType: random.pick(['timeout', 'parse']) } : null }
  if (roll < 88) return { ...common, type: 'page_leave', page: random.pick(pages), duration: random.chance(0.3) ? null : random.below(300_000) }
  if (roll < 90) return { ...common, type: 'web_vital', action: random.pick(['LCP', 'TTFB', 'mine']), page: random.pick([...pages, null]), duration: makeDuration(random) }
  if (roll < 92) return { ...common, type: 'web_vital', action: 'CLS', page: random.pick(pages), metadata: random.chance(0.1) ? null : { value: Math.round(random.unit() * 400) / 1000 } }
  if (roll < 96) return { ...common, type: 'session_start', createdAt: session.start }
  return { ...common, type: 'session_end', createdAt: session.start, duration: random.below(4 * 3_600_000) }
}

function makeDuration(random: Random): number {
  return random.chance(0.1) ? 0 : Math.round(Math.exp(random.unit() * 9))
}
