import { GUIDE_TIME, makeEvent } from '@parel/telemetry-testing'
import type { ForwardedEvent, Forwarder, SendResult } from '../../src/forwarders/forwarder'
import { createForwarderRunner, type ForwarderRunnerOptions } from '../../src/forwarders/forwarder-runner'
import { silentLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'
import type { TelemetryStore } from '../../src/store/store'

/** A destination that answers by a script and remembers what it took. */
export function scriptedForwarder(script: (events: readonly ForwardedEvent[], call: number) => SendResult, rest: Partial<Forwarder> = {}) {
  const batches: (readonly ForwardedEvent[])[] = []
  const taken: ForwardedEvent[] = []
  const forwarder: Forwarder = {
    name: 'fake',
    fields: ['id', 'page'],
    batchSize: 10,
    ...rest,
    async send(events) {
      batches.push(events)
      const result = script(events, batches.length)
      if (result.outcome === 'sent') taken.push(...events)
      return result
    },
  }
  return { forwarder, batches, taken }
}

/** An outbox over a store in memory, with a clock in the hand of the test and no jitter. */
export async function createOutbox(forwarder: Forwarder, { store = memoryStore(), ...rest }: Partial<Omit<ForwarderRunnerOptions, 'store'>> & { readonly store?: TelemetryStore } = {}) {
  await store.open()
  let time = GUIDE_TIME
  const options: ForwarderRunnerOptions = { store: async () => store, forwarders: [forwarder], now: () => time, random: () => 1, logger: silentLogger, ...rest }
  const runner = createForwarderRunner(options)
  return {
    store,
    runner,
    /** Another process on the same store. */
    anotherRunner: () => createForwarderRunner(options),
    run: () => runner.runOnce(forwarder.name),
    pass: (ms: number) => void (time += ms),
    /** A round a minute. */
    async runMinutes(count: number) {
      for (let minute = 0; minute < count; minute++) {
        await runner.runOnce(forwarder.name)
        time += 60_000
      }
    },
    health: () => runner.health()[0]!,
    async insert(count: number, fields: Parameters<typeof makeEvent>[0] = {}) {
      const events = Array.from({ length: count }, () => makeEvent({ createdAt: time, ...fields }))
      await store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt: time })
      return events
    },
  }
}
