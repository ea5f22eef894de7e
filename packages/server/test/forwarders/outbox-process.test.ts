import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Forwarder, SendResult } from '../../src/forwarders/forwarder'
import { silentLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'
import { createOutbox, scriptedForwarder } from './outbox-setup'

afterEach(() => void vi.useRealTimers())

const hourMs = 3_600_000
const takesAll = () => scriptedForwarder(() => ({ outcome: 'sent' }))

/** A logger that remembers what is good to know and what is wrong. */
function createLog() {
  const lines: unknown[] = []
  const note = (...line: unknown[]) => void lines.push(line)
  return { lines, logger: { ...silentLogger, info: note, warn: note, error: note } }
}

describe('the process that sends', () => {
  it('rests between two rounds, ends its rest at once, and leaves its place to the next process', async () => {
    const { forwarder, taken } = takesAll()
    const store = memoryStore()
    const acquireLease = vi.spyOn(store, 'acquireLease')
    const outbox = await createOutbox(forwarder, { store, intervalMs: hourMs })
    await outbox.runner.start()
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
    // To take its place, and for the first round.
    expect(acquireLease).toHaveBeenCalledTimes(2)
    await outbox.runner.stop()
    await outbox.insert(2)
    outbox.pass(1)
    await outbox.anotherRunner().runOnce('fake')
    expect(taken).toHaveLength(2)
  })

  it('keeps its place for as long as a batch takes, and renews it no longer', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let answer: (result: SendResult) => void = () => {}
    const send = vi.fn<Forwarder['send']>(() => new Promise((resolve) => (answer = resolve)))
    const outbox = await createOutbox({ ...takesAll().forwarder, send })
    await outbox.run()
    await outbox.insert(2)
    const running = outbox.run()
    await expect.poll(() => send).toHaveBeenCalledOnce()
    for (let second = 0; second < 30; second += 3) {
      outbox.pass(3000)
      await vi.advanceTimersByTimeAsync(3000)
      await outbox.anotherRunner().runOnce('fake')
    }
    expect(send).toHaveBeenCalledOnce()
    answer({ outcome: 'sent' })
    await running
    expect(vi.getTimerCount()).toBe(0)
    expect(outbox.health()).toMatchObject({ sent: 2, pending: 0 })
  })

  // Such as one that the system had stopped, or a laptop that slept.
  it('and was away for so long that another took its place notes nothing of its own when it is back', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let answer: (result: SendResult) => void = () => {}
    const { forwarder, batches } = takesAll()
    const send = vi.fn<Forwarder['send']>((events, signal) => (send.mock.calls.length === 1 ? new Promise((resolve) => (answer = resolve)) : forwarder.send(events, signal)))
    const outbox = await createOutbox({ ...forwarder, send })
    await outbox.run()
    await outbox.insert(2)
    const running = outbox.run()
    await expect.poll(() => send).toHaveBeenCalledOnce()
    outbox.pass(60_000)
    await outbox.insert(3)
    const other = outbox.anotherRunner()
    await other.runOnce('fake')
    await other.stop()
    answer({ outcome: 'sent' })
    await running
    outbox.pass(60_000)
    await outbox.run()
    expect(batches.map(({ length }) => length)).toEqual([5])
    expect(outbox.health()).toMatchObject({ sent: 5, pending: 0 })
  })

  it('tells the host when a destination fails, when it works again and what was dropped, each once', async () => {
    const { lines, logger } = createLog()
    let isRight = false
    const { forwarder } = scriptedForwarder(() => (isRight ? { outcome: 'sent' } : { outcome: 'stopped', reason: 'answered 401: check the token' }))
    const outbox = await createOutbox(forwarder, { logger, limits: async () => ({ maxPending: 3, maxAgeMs: hourMs }) })
    await outbox.run()
    await outbox.insert(3)
    await outbox.run()
    await outbox.insert(2)
    for (let round = 0; round < 3; round++) {
      outbox.pass(60_000)
      await outbox.run()
    }
    isRight = true
    outbox.pass(60_000)
    await outbox.run()
    await outbox.run()
    const reason = 'answered 401: check the token'
    expect(lines).toEqual([
      ['forwarder is failing', { forwarder: 'fake', reason, pending: 3 }],
      ['forwarder dropped events', { forwarder: 'fake', events: 2, reason }],
      ['forwarder works again', { forwarder: 'fake', pending: 0 }],
    ])
  })

  it('tells the host the kind of an error of the store and nothing of its text, and tries again', async () => {
    const { lines, logger } = createLog()
    const { forwarder, taken } = takesAll()
    const store = memoryStore()
    const outbox = await createOutbox(forwarder, { store, logger })
    await outbox.run()
    await outbox.insert(1)
    const acquireLease = vi.spyOn(store, 'acquireLease').mockRejectedValueOnce(new TypeError('of /home/ada'))
    await outbox.run()
    expect(lines).toEqual([['forwarder could not use the store', { forwarder: 'fake', error: 'TypeError' }]])
    await outbox.run()
    expect(taken).toHaveLength(1)
    await outbox.runner.start()
    acquireLease.mockRejectedValue(new TypeError('of /home/ada'))
    await outbox.runner.stop()
    expect(lines.at(-1)).toEqual(['leases were not given up', { error: 'TypeError' }])
  })
})
