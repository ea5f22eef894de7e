import { onTestFinished, vi } from 'vitest'
import type { Environment } from '../src/environment'
import { STORED, type Answer, type Transport } from '../src/transport'

/** A clock that moves only when the test moves it, with the timers that depend on it. */
export function createClock(start = 1_760_371_200_000) {
  let time = start
  const timers = new Set<{ at: number; task: () => void }>()
  return {
    now_: () => time,
    elapsed_: () => time - start,
    random_: () => 0.5,
    after_(delayMs: number, task: () => void) {
      const timer = { at: time + delayMs, task }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    /** Sets the clock without running timers, as sleep or a hand does. */
    jump(ms: number) {
      time += ms
    },
    /** Runs every timer that falls due, and what it promises. */
    async advance(ms: number) {
      const end = time + ms
      for (;;) {
        await settle()
        const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        timers.delete(next)
        time = Math.max(time, next.at)
        next.task()
      }
      time = Math.max(time, end)
      await settle()
    },
    waiting: () => timers.size,
  }
}

export type Clock = ReturnType<typeof createClock>

/** Lets promises and compression finish. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const answer = (status: number, waitMs = 0): Answer => ({ status_: status, waitMs_: waitMs, elapsed_: 200 })
export const ACCEPTED = answer(STORED)
export const UNREACHABLE = answer(0)
export const refused = answer

/** A transport that answers from a list, and then accepts everything. */
export function createFakeTransport(answers: Answer[] = []) {
  const sent: { key: string; body: string | Uint8Array; keepalive: boolean }[] = []
  const held: (() => void)[] = []
  let isHolding = false
  const transport: Transport = {
    async send_({ key_: key, body_: body, packed_ }, keepalive) {
      sent.push({ key, body: packed_ ?? body, keepalive })
      if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
      return answers.shift() ?? ACCEPTED
    },
    later_: () => false,
    beacon_: () => false,
  }
  return {
    transport,
    sent,
    hold() {
      isHolding = true
    },
    release() {
      isHolding = false
      held.splice(0).forEach((resolve) => resolve())
    },
  }
}

/** One recorded request of {@link createFetch}. */
export interface SentRequest {
  readonly url: string
  readonly init: RequestInit
  readonly batch: { stream: string; s0: number; sid: string | null; drop?: Record<string, number>; ev: unknown[][] }
}

/** A fetch that records its requests and responds like a healthy collector. */
export function createFetch(answer: () => Response = () => Response.json({ success: true })) {
  const requests: SentRequest[] = []
  const fetch: typeof globalThis.fetch = (input, init = {}) => {
    requests.push({ url: String(input), init, batch: JSON.parse(String(init.body)) as SentRequest['batch'] })
    return Promise.resolve(answer())
  }
  return { fetch, requests }
}

/** Gives the page databases until the end of the test. */
export function provideDatabases(factory: object): void {
  vi.stubGlobal('indexedDB', factory)
  onTestFinished(() => void vi.unstubAllGlobals())
}

/** The environment of a page, with its own clock and network, and no state shared between tests. */
export function createPageEnvironment(clock: Clock, fetch: typeof globalThis.fetch): Environment {
  // The page of the tests does not know it, and would leave with a beacon that no test sees.
  if (!('keepalive' in Request.prototype)) Object.assign(Request.prototype, { keepalive: false })
  return { ...clock, fetch_: fetch, hasPage_: true, isOnline_: () => true }
}
