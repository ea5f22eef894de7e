/** One event in the guide's form, with its own id and time. */
export interface SeededEvent {
  readonly id: string
  readonly type: string
  readonly page?: string
  readonly action?: string
  readonly duration?: number
  readonly metadata?: Readonly<Record<string, string | number>>
  readonly sessionId: string
  readonly platform: 'web' | 'mobile'
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number
}

const dayMs = 86_400_000
const pages = ['/dashboard', '/profile', '/friends', '/shop', '/settings']
const actions = ['challenge_sent', 'item_purchased', 'profile_updated']
const endpoints = ['/api/user', '/api/feed', '/api/messages']
const errors = ['api_error', 'client_error', 'network_error']

/** A generator of numbers from 0 up to 1 that says the same each time. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Sessions of an app over `days` days up to `now`, the last day up to this moment. */
export function seedSessions(now: number, days: number): readonly SeededEvent[] {
  const random = createRandom(7)
  const pick = (list: readonly string[]) => list[Math.floor(random() * random() * list.length)] ?? ''
  const events: SeededEvent[] = []
  for (let session = 0; session < days * 9; session++) {
    const start = now - Math.floor(random() * days * dayMs)
    const same = { sessionId: uuidOf(session), platform: random() < 0.7 ? ('web' as const) : ('mobile' as const) }
    const add = (offset: number, event: Pick<SeededEvent, 'type'> & Partial<SeededEvent>) =>
      events.push({ id: `seededstream0000${String(session).padStart(4, '0')}-${events.length}`, ...same, ...event, createdAt: Math.min(now, start + offset) })
    add(0, { type: 'session_start' })
    const steps = 1 + Math.floor(random() * 6)
    for (let step = 0; step < steps; step++) {
      const at = step * 20_000
      const page = pick(pages)
      add(at, { type: 'page_view', page })
      add(at + 500, { type: 'api_call', page: pick(endpoints), duration: 20 + Math.floor(random() ** 3 * 900), metadata: { statusCode: random() < 0.05 ? 500 : 200, method: 'GET' } })
      if (random() < 0.6) add(at + 900, { type: 'action', page, action: pick(actions) })
      if (random() < 0.08) add(at + 950, { type: 'error', page, action: pick(errors) })
    }
    // The end carries the time of the start, as the client sends it: a session belongs to one day.
    add(0, { type: 'session_end', duration: steps * 20_000 + Math.floor(random() * 60_000) })
  }
  return events.toSorted((a, b) => a.createdAt - b.createdAt)
}

const uuidOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/** Puts items with the same key together, keys in the order of their first item. */
export function groupBy<Item, Key>(items: readonly Item[], read: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = read(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
