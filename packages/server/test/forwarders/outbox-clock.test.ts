import { describe, expect, it } from 'vitest'
import type { SendResult } from '../../src/forwarders/forwarder'
import { createOutbox, scriptedForwarder } from './outbox-setup'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** An outbox that keeps events for a week, whose destination answers what the test says. */
async function createWeekly(result: SendResult) {
  const destination = { result }
  const { forwarder, taken, batches } = scriptedForwarder(() => destination.result)
  const outbox = await createOutbox(forwarder, { limits: async () => ({ maxPending: 1000, maxAgeMs: 7 * dayMs }) })
  await outbox.run()
  return { ...outbox, destination, taken, batches }
}

describe('a clock that is ahead', () => {
  it.each([8, 40, 10_000])('by %i days drops nothing of what waits, when it is put right within a day', async (days) => {
    const outbox = await createWeekly({ outcome: 'retry' })
    await outbox.insert(3)
    await outbox.run()
    outbox.pass(days * dayMs)
    await outbox.run()
    await outbox.insert(1)
    outbox.pass(23 * hourMs)
    await outbox.run()
    outbox.pass(-days * dayMs)
    outbox.destination.result = { outcome: 'sent' }
    await outbox.run()
    expect(outbox.health()).toMatchObject({ sent: 4, dropped: 0, pending: 0 })
  })

  it('is believed when it has gone on for a day', async () => {
    const outbox = await createWeekly({ outcome: 'retry' })
    await outbox.insert(3)
    await outbox.run()
    outbox.pass(40 * dayMs)
    for (let hour = 0; hour <= 24; hour++) {
      await outbox.run()
      outbox.pass(hourMs)
    }
    outbox.destination.result = { outcome: 'sent' }
    await outbox.run()
    expect(outbox.health()).toMatchObject({ sent: 0, dropped: 3, pending: 0 })
  })

  it('a second time has to go on for a day again', async () => {
    const outbox = await createWeekly({ outcome: 'retry' })
    for (let time = 0; time < 2; time++) {
      await outbox.insert(1)
      await outbox.run()
      outbox.pass(40 * dayMs)
      await outbox.run()
      outbox.pass(-40 * dayMs)
      outbox.pass(13 * hourMs)
      await outbox.run()
    }
    outbox.pass(40 * dayMs)
    outbox.destination.result = { outcome: 'sent' }
    await outbox.run()
    expect(outbox.health()).toMatchObject({ sent: 2, dropped: 0, pending: 0 })
  })
})

describe('a clock that is put back', () => {
  it.each<[string, number, SendResult]>([
    ['an hour', hourMs, { outcome: 'retry' }],
    ['23 hours', 23 * hourMs, { outcome: 'stopped' }],
    ['two minutes', 2 * minuteMs, { outcome: 'retry', retryAfterMs: minuteMs }],
  ])('by %s does not make a destination rest for longer than it was to', async (_name, backMs, failure) => {
    const outbox = await createWeekly(failure)
    await outbox.insert(2)
    await outbox.run()
    outbox.destination.result = { outcome: 'sent' }
    outbox.pass(-backMs)
    await outbox.run()
    expect(outbox.taken).toHaveLength(2)
  })

  it('by less than a rest lets it rest no longer than it was to begin with', async () => {
    const outbox = await createWeekly({ outcome: 'retry', retryAfterMs: 10 * minuteMs })
    await outbox.insert(2)
    await outbox.run()
    outbox.pass(9 * minuteMs)
    outbox.pass(-5 * minuteMs)
    await outbox.run()
    expect(outbox.batches).toHaveLength(1)
    outbox.destination.result = { outcome: 'sent' }
    outbox.pass(6 * minuteMs)
    await outbox.run()
    expect(outbox.taken).toHaveLength(2)
  })
})
