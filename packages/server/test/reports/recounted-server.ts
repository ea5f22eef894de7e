import type { EventType, Report } from '@parel/telemetry-core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { createTelemetryServer, sqliteStore } from '../../src/index'

// A made-up history that goes through the front door of a server, and what must be stored of it.

const adminToken = 'recount-token-0123456789-abcdefghij'
export const timeZone = 'Europe/Berlin'
const minuteMs = 60_000
export const dayMs = 86_400_000
const retentionDays = 8
/** Twelve days around the night in which the clocks go back. */
const start = Date.parse('2025-10-20T10:00:00Z')
const end = start + 12 * dayMs

const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
export const dateOf = (time: number) => local.format(time).slice(0, 10)
export const hourOf = (time: number) => Number(local.format(time).slice(11, 13))
export const minuteOf = (time: number) => Number(local.format(time).slice(14, 16))
const dayOf = (time: number) => Date.parse(`${dateOf(time)}T00:00Z`) / dayMs

/** An event as its client has it. */
export interface Sent {
  readonly id: string
  readonly type: EventType
  readonly page: string | null
  readonly action: string | null
  readonly duration: number | null
  readonly metadata: { readonly statusCode: number } | null
  readonly sessionId: string | null
  readonly platform: 'web' | 'mobile'
  readonly createdAt: number
}

const draft = fc.record({
  type: fc.constantFrom<EventType>('page_view', 'page_view', 'page_leave', 'action', 'error', 'api_call', 'session_start', 'session_end'),
  name: fc.constantFrom('a', 'b', 'c'),
  place: fc.constantFrom('/x', '/y', '/z'),
  duration: fc.option(fc.integer({ min: 0, max: 5 * 60 * minuteMs }), { nil: null, freq: 5 }),
  status: fc.constantFrom(200, 204, 404, 500, 0),
  /** Some do much of what is done. */
  session: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 12 })),
  isMobile: fc.boolean(),
  /** Somebody does it again and again. */
  times: fc.constantFrom(1, 1, 1, 1, 6),
  age: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -2 * minuteMs, max: 3 * 60 * minuteMs }) }, fc.integer({ min: 0, max: 9 * dayMs })),
})

const stepOf = (size: fc.SizeForArbitrary) => fc.record({
  act: fc.constantFrom('send', 'send', 'send', 'again', 'aggregate', 'cleanup', 'restart'),
  /** Which of the processes does it. */
  at: fc.nat(),
  drafts: fc.array(draft, { minLength: 1, maxLength: 25, size }),
  pauseMs: fc.integer({ min: 0, max: dayMs }),
  /** How far the clock of the client is off. */
  skewMs: fc.constantFrom(0, 0, 0, -90 * minuteMs, 400 * dayMs),
})

const stepsOf = (size: fc.SizeForArbitrary) => fc.array(stepOf(size), { minLength: 6, maxLength: 20, size })

/** What happens, one after the other. */
export const steps = stepsOf('small')
/** The same, and much more of it. */
export const manySteps = stepsOf('max')

type Draft = typeof draft extends fc.Arbitrary<infer Value> ? Value : never
type Step = ReturnType<typeof stepOf> extends fc.Arbitrary<infer Value> ? Value : never

function toSent({ type, name, place, duration, status, session, isMobile, age }: Draft, id: string, now: number): Sent {
  const isTimed = type === 'api_call' || type === 'page_leave' || type === 'session_end'
  return {
    id, type,
    page: type.startsWith('session') ? null : place,
    action: type === 'action' || type === 'error' ? name : null,
    duration: isTimed ? duration : null,
    metadata: type === 'api_call' ? { statusCode: status } : null,
    // Of two days at most: one that comes back when all its events are gone is not known any more.
    sessionId: session === 0 ? null : `visit-${'abcdefghijkl'[session - 1]}-of-${Math.floor(dayOf(now - age) / 2)}`,
    platform: isMobile ? 'mobile' : 'web',
    createdAt: now - age,
  }
}

/** Servers over one file, their clock, and what they must have stored. */
export interface RecountedServer {
  readonly kept: readonly Sent[]
  now(): number
  today(): number
  /** When something was done the last time. */
  lastAct(): number
  moveTo(time: number): void
  act(step: Step): Promise<void>
  /** Asks the first server, or another one. */
  ask(query: string, process?: number): Promise<Report>
  /** The text that `export` hands out. */
  export(query: string): Promise<string>
  close(): Promise<void>
}

/** Starts servers over a new file. */
export function startRecounted(path: string, processes = 1): RecountedServer {
  let now = start
  let sealedBefore = -Infinity
  const kept: Sent[] = []
  const sent: (readonly Sent[])[] = []
  const open = () => {
    const store = sqliteStore({ path, timeZone })
    const telemetry = createTelemetryServer({ store, adminToken, rateLimit: false, now: () => now })
    return { telemetry, close: () => telemetry.close().then(store.close) }
  }
  const servers = Array.from({ length: processes }, open)
  let turn = 0
  let lastAct = start
  const own = () => servers[turn] ?? open()
  const ask = (query: string, init: RequestInit = {}, { telemetry } = own()) => telemetry.fetch(new Request(`http://host.example/api/telemetry${query}`, { headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }, ...init }))
  const fateOf = (event: Sent) => {
    if (event.createdAt < now - 7 * dayMs) return 'too_old'
    if (event.createdAt > now + 5 * minuteMs) return 'future'
    if (dayOf(event.createdAt) < sealedBefore) return 'sealed'
    if (kept.some(({ id }) => id === event.id)) return 'duplicate'
    kept.push(event)
    return 'stored'
  }
  const send = async (events: readonly Sent[], skewMs: number) => {
    sent.push(events)
    const answer = await ask(`?st=${now + skewMs}`, { method: 'POST', body: JSON.stringify(events.map((event) => ({ ...event, createdAt: event.createdAt + skewMs }))) })
    const fates = events.map(fateOf)
    const count = (fate: string) => fates.filter((each) => each === fate).length
    const dropped = Object.fromEntries(['too_old', 'future', 'sealed'].map((reason) => [reason, count(reason)] as const).filter(([, times]) => times > 0))
    expect(await answer.json()).toMatchObject({ success: true, accepted: count('stored'), duplicates: count('duplicate'), dropped })
  }
  const cleanUp = async () => {
    await own().telemetry.cleanup(retentionDays)
    // No further than there are days.
    const past = kept.map(({ createdAt }) => dayOf(createdAt)).filter((day) => day < dayOf(now) - retentionDays)
    sealedBefore = Math.max(sealedBefore, ...past.map((day) => day + 1))
  }
  return {
    kept,
    now: () => now,
    today: () => dayOf(now),
    lastAct: () => lastAct,
    moveTo: (time) => void (now = time),
    async act({ act, at, drafts, pauseMs, skewMs }) {
      turn = at % processes
      lastAct = now
      if (act === 'aggregate') await own().telemetry.aggregate()
      else if (act === 'restart') await own().close().then(() => (servers[turn] = open()))
      else if (act === 'cleanup') await cleanUp()
      else if (act === 'again') await send(sent[drafts.length % Math.max(1, sent.length)] ?? [], skewMs)
      else await send(drafts.flatMap((each) => Array.from({ length: each.times }, () => each)).map((each, index) => toSent(each, `stream${sent.length}-${index}`, now)), skewMs)
      now = Math.min(end, now + pauseMs)
    },
    ask: async (query, process = 0) => (await (await ask(`?${query}`, {}, servers[process])).json()) as Report,
    export: async (query) => (await ask(`/export?${query}`)).text(),
    close: async () => void (await Promise.all(servers.map(({ close }) => close()))),
  }
}
