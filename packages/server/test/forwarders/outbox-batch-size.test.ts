import { describe, expect, it } from 'vitest'
import { judgeAnswer } from '../../src/forwarders/judge-answer'
import { createOutbox, scriptedForwarder } from './outbox-setup'

describe('a destination that does not take a batch', () => {
  it('does not hold up others with one event that it refuses: three tries alone, then it is set aside', async () => {
    const isPoison = (page: string | null | undefined) => page === '/poison'
    const { forwarder, taken, batches } = scriptedForwarder((events) => (events.some(({ page }) => isPoison(page)) ? { outcome: 'refused', reason: 'answered 400' } : { outcome: 'sent' }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(6)
    await outbox.insert(1, { page: '/poison' })
    await outbox.insert(6)
    await outbox.runMinutes(10)
    expect(taken).toHaveLength(12)
    expect(batches.filter((batch) => batch.length === 1 && isPoison(batch[0]?.page))).toHaveLength(3)
    expect(outbox.health()).toMatchObject({ state: 'ok', sent: 12, dropped: 1, pending: 0 })
  })

  it.each(['refused', 'too_large'] as const)('and takes no event at all (%s) is failing, loses little by little, and is well again with the first that it takes', async (outcome) => {
    let isMended = false
    const { forwarder, batches } = scriptedForwarder(() => (isMended ? { outcome: 'sent' } : { outcome, reason: 'answered 4xx' }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(20)
    const states = new Set<string>()
    for (let minute = 0; minute < 20; minute++) {
      await outbox.run()
      outbox.pass(60_000)
      states.add(outbox.health().state)
    }
    expect([...states]).toEqual(['failing'])
    // Three tries for each, a minute in between.
    const { dropped } = outbox.health()
    expect(dropped).toBeGreaterThan(5)
    expect(dropped).toBeLessThan(11)
    expect(batches.filter(({ length }) => length === 1).length).toBeLessThanOrEqual(dropped * 3 + 2)
    isMended = true
    await outbox.run()
    expect(outbox.health()).toMatchObject({ state: 'ok', sent: 20 - dropped, dropped, pending: 0, lastError: null })
  })

  it('is not well again because of events that it does not want', async () => {
    const { forwarder } = scriptedForwarder(() => ({ outcome: 'refused', reason: 'answered 400' }), { accepts: ({ page }) => page === '/wanted' })
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    for (let index = 0; index < 3; index++) {
      await outbox.insert(1, { page: '/wanted' })
      await outbox.insert(6, { page: '/unwanted' })
    }
    const states = new Set<string>()
    for (let minute = 0; minute < 12; minute++) {
      await outbox.run()
      outbox.pass(60_000)
      states.add(outbox.health().state)
    }
    expect([...states]).toEqual(['failing'])
    expect(outbox.health()).toMatchObject({ sent: 0, dropped: 3, pending: 0, lastError: 'set an event aside: answered 400' })
  })

  it('gets smaller batches when one is too large, and drops a single event that is', async () => {
    const { forwarder, taken } = scriptedForwarder((events) => (events.length > 2 || events[0]?.page === '/huge' ? { outcome: 'too_large', reason: 'answered 413' } : { outcome: 'sent' }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(1, { page: '/huge' })
    await outbox.insert(9)
    await outbox.runMinutes(5)
    expect(taken).toHaveLength(9)
    expect(outbox.health()).toMatchObject({ sent: 9, dropped: 1, pending: 0 })
  })

  it('gets smaller batches when one takes it too long, and larger ones when it is quick again', async () => {
    let most = 3
    const { forwarder, taken, batches } = scriptedForwarder((events) => (events.length > most ? judgeAnswer({ failure: 'timeout' }, 0) : { outcome: 'sent' }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(10)
    await outbox.runMinutes(3)
    expect(batches.slice(0, 3).map((batch) => batch.length)).toEqual([10, 5, 2])
    most = 10
    await outbox.runMinutes(3)
    expect(taken).toHaveLength(10)
    expect(outbox.health()).toMatchObject({ state: 'ok', sent: 10, dropped: 0, pending: 0 })
  })

  it.each(['slow', 'too_large'] as const)('gets batches that grow slowly again after one was %s: of twenty, few are too much for it', async (what) => {
    const most = 300
    const tooMuch = what === 'slow' ? judgeAnswer({ failure: 'timeout' }, 0) : ({ outcome: 'too_large', reason: 'answered 413' } as const)
    const { forwarder, batches } = scriptedForwarder((events) => (events.length > most ? tooMuch : { outcome: 'sent' }), { batchSize: 500 })
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(8000)
    while (batches.length < 20) await outbox.runMinutes(1)
    expect(batches.slice(0, 20).filter(({ length }) => length > most).length).toBeLessThanOrEqual(5)
  })

  it('gets whole batches again after one was slow once', async () => {
    const { forwarder, batches } = scriptedForwarder((_events, call) => (call <= 4 ? judgeAnswer({ failure: 'timeout' }, 0) : { outcome: 'sent' }), { batchSize: 100 })
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(5000)
    await outbox.runMinutes(5)
    expect(batches[4]).toHaveLength(6)
    expect(Math.max(...batches.slice(4).map(({ length }) => length))).toBe(100)
  })

  it('is not dropped from when even a single event takes it too long', async () => {
    const { forwarder, batches } = scriptedForwarder(() => judgeAnswer({ failure: 'timeout' }, 0))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(3)
    await outbox.runMinutes(6)
    expect(batches.map((batch) => batch.length)).toEqual([3, 1, 1, 1, 1, 1])
    expect(outbox.health()).toMatchObject({ state: 'failing', dropped: 0, pending: 3, lastError: 'did not answer in time' })
  })
})
