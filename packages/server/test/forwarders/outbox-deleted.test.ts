import { GUIDE_TIME } from '@parel/telemetry-testing'
import { expect, it } from 'vitest'
import { createOutbox, scriptedForwarder } from './outbox-setup'

const dayMs = 86_400_000

/** A destination that is down: events wait for it, and those of the first of ten days are then deleted, as `erase --before` and a clean-up do. */
async function createDeleted({ old, fresh, maxPending }: { readonly old: number; readonly fresh: number; readonly maxPending: number }) {
  const destination = { isUp: false }
  const { forwarder } = scriptedForwarder(() => (destination.isUp ? { outcome: 'sent' } : { outcome: 'retry' }), { batchSize: 1000 })
  const outbox = await createOutbox(forwarder, { limits: async () => ({ maxPending, maxAgeMs: 29 * dayMs }) })
  await outbox.run()
  await outbox.insert(old)
  for (let day = 0; day < 10; day++) {
    await outbox.run()
    outbox.pass(dayMs)
  }
  await outbox.insert(fresh)
  await outbox.run()
  const now = GUIDE_TIME + 10 * dayMs
  await outbox.store.aggregate({ now })
  await outbox.store.cleanup({ now, retentionDays: 8 })
  outbox.pass(60_000)
  await outbox.run()
  return { ...outbox, destination }
}

it.each([
  [30, 12],
  [60_000, 1500],
])('of %i waiting events that are deleted none waits any more, though the destination is still down: %i wait', async (old, fresh) => {
  const outbox = await createDeleted({ old, fresh, maxPending: 250_000 })
  expect(outbox.health()).toMatchObject({ pending: fresh, dropped: old, sent: 0, lagMs: 60_000 })
  outbox.destination.isUp = true
  outbox.pass(60_000)
  await outbox.run()
  expect(outbox.health()).toMatchObject({ pending: 0, dropped: old, sent: fresh })
})

it('events that are deleted take no room from those that wait', async () => {
  const outbox = await createDeleted({ old: 80, fresh: 20, maxPending: 100 })
  await outbox.insert(70)
  outbox.destination.isUp = true
  outbox.pass(60_000)
  await outbox.run()
  expect(outbox.health()).toMatchObject({ pending: 0, dropped: 80, sent: 90 })
})

it('tells how long the oldest has waited, also when others were just dropped for want of room', async () => {
  const outbox = await createDeleted({ old: 1, fresh: 5, maxPending: 5 })
  await outbox.insert(2)
  await outbox.run()
  expect(outbox.health()).toMatchObject({ pending: 5, dropped: 3, lagMs: 60_000 })
})

it('events that are deleted behind the first that waits are noticed with the next hour, though the destination is still down', async () => {
  const { forwarder } = scriptedForwarder(() => ({ outcome: 'retry' }), { batchSize: 1000 })
  const outbox = await createOutbox(forwarder, { limits: async () => ({ maxPending: 40, maxAgeMs: 29 * dayMs }) })
  await outbox.run()
  await outbox.insert(2)
  await outbox.insert(30, { createdAt: GUIDE_TIME - 6 * dayMs })
  await outbox.insert(3)
  await outbox.run()
  const now = GUIDE_TIME + dayMs
  outbox.pass(dayMs)
  await outbox.run()
  await outbox.store.aggregate({ now })
  await outbox.store.cleanup({ now, retentionDays: 3 })
  outbox.pass(3_600_000)
  await outbox.run()
  expect(outbox.health()).toMatchObject({ pending: 5, dropped: 30, sent: 0 })
  await outbox.insert(20)
  await outbox.run()
  expect(outbox.health(), 'they take no room').toMatchObject({ pending: 25, dropped: 30 })
})
