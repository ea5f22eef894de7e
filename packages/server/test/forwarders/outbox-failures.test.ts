import { describe, expect, it } from 'vitest'
import type { Forwarder, SendResult } from '../../src/forwarders/forwarder'
import { silentLogger } from '../../src/logger'
import { createOutbox, scriptedForwarder } from './outbox-setup'

describe('a destination that fails', () => {
  it('is left alone for as long as it asks', async () => {
    const { forwarder, batches, taken } = scriptedForwarder((_events, call) => (call === 1 ? { outcome: 'retry', reason: 'answered 429', retryAfterMs: 30_000 } : { outcome: 'sent' }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(2)
    await outbox.run()
    outbox.pass(29_999)
    await outbox.run()
    expect(batches).toHaveLength(1)
    expect(outbox.health()).toMatchObject({ state: 'waiting', pending: 2, lagMs: 29_999, lastError: 'answered 429' })
    outbox.pass(1)
    await outbox.run()
    expect(taken).toHaveLength(2)
    expect(outbox.health()).toMatchObject({ state: 'ok', pending: 0, lastError: null })
  })

  it('is not left alone for the years that a wrong clock was ahead', async () => {
    const { forwarder, taken } = scriptedForwarder((_events, call) => (call === 1 ? { outcome: 'retry' } : { outcome: 'sent' }))
    const outbox = await createOutbox(forwarder, { limits: async () => ({ maxPending: 1000, maxAgeMs: 40 * 365 * 86_400_000 }) })
    await outbox.run()
    await outbox.insert(2)
    outbox.pass(30 * 365 * 86_400_000)
    await outbox.run()
    outbox.pass(-30 * 365 * 86_400_000)
    await outbox.run()
    expect(taken).toHaveLength(2)
  })

  it('is tried less and less often, at least once a minute', async () => {
    const { forwarder, batches } = scriptedForwarder(() => ({ outcome: 'retry', reason: 'answered 503' }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(1)
    for (let second = 0; second < 600; second++) {
      await outbox.run()
      outbox.pass(1000)
    }
    // 1, 2, 4, 8, 16, 32 and then 60 seconds apart.
    expect(batches).toHaveLength(15)
    expect(outbox.health().state).toBe('failing')
  })

  it('gets everything after a day without it, when another process has taken over', async () => {
    let isUp = false
    const { forwarder, taken } = scriptedForwarder(() => (isUp ? { outcome: 'sent' } : { outcome: 'retry', reason: 'the connection failed' }), { batchSize: 100 })
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    for (let hour = 0; hour < 24; hour++) {
      await outbox.insert(150)
      await outbox.run()
      outbox.pass(3_600_000)
    }
    isUp = true
    await outbox.anotherRunner().runOnce('fake')
    expect(new Set(taken.map(({ id }) => id)).size).toBe(3600)
    expect(taken).toHaveLength(3600)
  })

  it('loses the oldest beyond the bound, and every one of them is counted', async () => {
    let isUp = false
    const { forwarder, taken } = scriptedForwarder(() => (isUp ? { outcome: 'sent' } : { outcome: 'retry' }), { batchSize: 100 })
    const outbox = await createOutbox(forwarder, { limits: async () => ({ maxPending: 1000, maxAgeMs: 7 * 86_400_000 }) })
    await outbox.run()
    await outbox.insert(500, { page: '/oldest' })
    await outbox.insert(1000, { page: '/kept' })
    await outbox.run()
    expect(outbox.health()).toMatchObject({ pending: 1000, dropped: 500 })
    isUp = true
    outbox.pass(60_000)
    await outbox.run()
    expect(taken.every(({ page }) => page === '/kept')).toBe(true)
    expect(outbox.health()).toMatchObject({ sent: 1000, dropped: 500, pending: 0 })
  })

  it('is not sent events that have waited too long; they are counted', async () => {
    let isUp = false
    const { forwarder } = scriptedForwarder(() => (isUp ? { outcome: 'sent' } : { outcome: 'retry' }))
    const outbox = await createOutbox(forwarder, { limits: async () => ({ maxPending: 1000, maxAgeMs: 86_400_000 }) })
    await outbox.run()
    await outbox.insert(4)
    await outbox.run()
    outbox.pass(86_400_001)
    await outbox.insert(3)
    isUp = true
    await outbox.run()
    expect(outbox.health()).toMatchObject({ sent: 3, dropped: 4, pending: 0 })
  })

  it('goes on behind the events that it took before it failed', async () => {
    const { forwarder, batches } = scriptedForwarder((_events, call) => (call === 1 ? { outcome: 'retry', done: 3, dropped: 1 } : { outcome: 'sent' }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(5)
    await outbox.run()
    outbox.pass(60_000)
    await outbox.run()
    expect(batches.map((batch) => batch.length)).toEqual([5, 2])
    expect(outbox.health()).toMatchObject({ sent: 4, dropped: 1, pending: 0 })
  })

  it('keeps everything while its token is wrong, and says so', async () => {
    const { forwarder } = scriptedForwarder(() => ({ outcome: 'stopped', reason: 'answered 401: check the token' }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(5)
    await outbox.run()
    expect(outbox.health()).toMatchObject({ state: 'failing', pending: 5, dropped: 0, lastError: 'answered 401: check the token' })
  })

  it('may throw: that is a failure like any other, and its words are not told', async () => {
    const { forwarder } = scriptedForwarder(() => {
      throw new Error('https://user:pass@host.example/?key=1')
    })
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(1)
    await outbox.run()
    expect(outbox.health()).toMatchObject({ pending: 1, lastError: 'the forwarder threw an error' })
  })

  it.each<[string, Partial<Forwarder>]>([
    ['before it has begun to send', { send: () => { throw new TypeError('no collector') } }],
    ['when it is asked what it wants', { accepts: () => { throw new TypeError('no page') } }],
  ])('may throw %s: that too is its failure, not the store’s, and it is left alone for longer and longer', async (_name, own) => {
    const asked: string[] = []
    const logger = { ...silentLogger, error: (message: string) => void asked.push(message) }
    const { forwarder } = scriptedForwarder(() => ({ outcome: 'sent' }))
    const outbox = await createOutbox({ ...forwarder, ...own }, { logger })
    await outbox.run()
    await outbox.insert(1)
    for (let round = 0; round < 3; round++) {
      await outbox.run()
      outbox.pass(60_000)
    }
    expect(outbox.health()).toMatchObject({ state: 'failing', pending: 1, lastError: 'the forwarder threw an error' })
    expect(asked).toEqual(['forwarder is failing'])
  })

  it.each([
    undefined, null, true, {}, { outcome: 'ok' }, { outcome: 'retry', retryAfterMs: Number.NaN }, { outcome: 'retry', retryAfterMs: '30' }, { outcome: 'retry', done: -1 }, { outcome: 'sent', dropped: 0.5 },
  ])('may answer %j: what is no outcome is a failure of its own, and it is left alone for a while', async (answer) => {
    const told: unknown[] = []
    const logger = { ...silentLogger, error: (...line: unknown[]) => void told.push(line) }
    const { forwarder, batches } = scriptedForwarder(() => ({ outcome: 'sent' }))
    const send: Forwarder['send'] = async (events) => (batches.push(events), answer as SendResult)
    const outbox = await createOutbox({ ...forwarder, send }, { logger })
    await outbox.run()
    await outbox.insert(1)
    await outbox.run()
    await outbox.run()
    expect(batches).toHaveLength(1)
    expect(outbox.health()).toMatchObject({ state: 'waiting', pending: 1, lastError: 'send of the forwarder did not answer { outcome: "sent" } or another SendResult' })
    expect(told).toEqual([])
  })

  it('that never answers is given up after a while, and tried again', async () => {
    const calls: AbortSignal[] = []
    const { forwarder } = scriptedForwarder(() => ({ outcome: 'sent' }))
    const hanging: Forwarder = { ...forwarder, send: (events, signal) => (calls.push(signal) === 1 ? new Promise(() => {}) : forwarder.send(events, signal)) }
    const outbox = await createOutbox(hanging, { sendTimeoutMs: 10 })
    await outbox.run()
    await outbox.insert(1)
    await outbox.run()
    expect(outbox.health()).toMatchObject({ state: 'waiting', pending: 1, lastError: 'did not answer in time' })
    expect(calls[0]?.aborted).toBe(true)
    outbox.pass(60_000)
    await outbox.run()
    expect(outbox.health()).toMatchObject({ state: 'ok', sent: 1, pending: 0 })
  })

  it('that never answers does not hold up the end', async () => {
    let begin = () => {}
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const { forwarder } = scriptedForwarder(() => ({ outcome: 'sent' }))
    const hanging: Forwarder = { ...forwarder, send: () => (begin(), new Promise(() => {})) }
    const outbox = await createOutbox(hanging, { intervalMs: 1 })
    await outbox.runner.start()
    await outbox.insert(1)
    await begun
    await outbox.runner.stop(0)
    expect(outbox.health()).toMatchObject({ pending: 1, dropped: 0, lastError: 'cut at the end of the process' })
  })
})
