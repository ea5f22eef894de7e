import { GUIDE_TIME } from '@parel/telemetry-testing'
import { describe, expect, it } from 'vitest'
import { createOutbox, scriptedForwarder } from './outbox-setup'

describe('a destination that takes everything', () => {
  it('gets what was stored since it began, in order, once', async () => {
    const { forwarder, taken } = scriptedForwarder(() => ({ outcome: 'sent' }))
    const outbox = await createOutbox(forwarder)
    await outbox.insert(3, { page: '/before' })
    await outbox.run()
    await outbox.insert(25, { page: '/after' })
    await outbox.run()
    await outbox.run()
    expect(taken.map(({ page }) => page)).toEqual(Array.from({ length: 25 }, () => '/after'))
    expect(new Set(taken.map(({ id }) => id)).size).toBe(25)
    expect(outbox.health()).toEqual({ name: 'fake', state: 'ok', sent: 25, dropped: 0, pending: 0, lagMs: null, lastError: null })
  })

  it('gets what is stored the moment it has begun', async () => {
    const { forwarder, taken } = scriptedForwarder(() => ({ outcome: 'sent' }))
    const outbox = await createOutbox(forwarder)
    await outbox.insert(1, { page: '/before' })
    await outbox.runner.start()
    await outbox.insert(1, { page: '/after' })
    await outbox.run()
    await outbox.runner.stop()
    expect(new Set(taken.map(({ page }) => page))).toEqual(new Set(['/after']))
  })

  it('gets the listed fields and ids of its own, never the stored ones', async () => {
    const { forwarder, taken } = scriptedForwarder(() => ({ outcome: 'sent' }), { fields: ['id', 'type', 'sessionId', 'createdAt'] })
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    const [event] = await outbox.insert(1, { sessionId: '0f8fad5b-d9cb-469f-a165-70867728950e', metadata: { plan: 'pro' } })
    await outbox.run()
    expect(taken).toEqual([{ id: expect.stringMatching(/^[\w-]{22}$/), type: 'page_view', sessionId: expect.stringMatching(/^[\w-]{22}$/), createdAt: '2025-10-13T16:00:00.000Z' }])
    expect(JSON.stringify(taken)).not.toContain(event!.id)
    expect(JSON.stringify(taken)).not.toContain('0f8fad5b')
  })

  it('is not sent what it does not want', async () => {
    const { forwarder, taken } = scriptedForwarder(() => ({ outcome: 'sent' }), { accepts: ({ type }) => type === 'action' })
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(3)
    await outbox.insert(1, { type: 'action', action: 'save' })
    await outbox.run()
    expect(taken).toHaveLength(1)
    expect(outbox.health()).toMatchObject({ sent: 1, dropped: 0, pending: 0 })
  })

  it('counts what the destination says it threw away', async () => {
    const { forwarder } = scriptedForwarder(() => ({ outcome: 'sent', dropped: 2 }))
    const outbox = await createOutbox(forwarder)
    await outbox.run()
    await outbox.insert(5)
    await outbox.run()
    expect(outbox.health()).toMatchObject({ sent: 3, dropped: 2, state: 'ok' })
  })
})

it('lets one of several processes send', async () => {
  const { forwarder, taken } = scriptedForwarder(() => ({ outcome: 'sent' }))
  const outbox = await createOutbox(forwarder)
  await outbox.run()
  const others = [outbox.anotherRunner(), outbox.anotherRunner(), outbox.anotherRunner()]
  await outbox.insert(50)
  await Promise.all([outbox.run(), ...others.map((runner) => runner.runOnce('fake'))])
  expect(taken).toHaveLength(50)
  await Promise.all(others.map((runner) => runner.runOnce('fake')))
  expect(others.map((runner) => runner.health()[0]?.sent)).toEqual([50, 50, 50])
})

it('sends again, with the same ids, what was under way when the process ended before it could be noted', async () => {
  const { forwarder, taken } = scriptedForwarder(() => ({ outcome: 'sent' }))
  const outbox = await createOutbox(forwarder)
  await outbox.run()
  await outbox.insert(1, { page: '/noted' })
  await outbox.run()
  await outbox.insert(4, { page: '/under-way' })
  const dying = { ...outbox.store, writeSetting: () => Promise.reject(new Error('killed')) }
  const doomed = await createOutbox(forwarder, { store: dying, now: () => GUIDE_TIME + 120_000 })
  await doomed.run()
  outbox.pass(240_000)
  await outbox.run()
  const again = taken.filter(({ page }) => page === '/under-way').map(({ id }) => id)
  expect(again).toHaveLength(8)
  expect(new Set(again).size).toBe(4)
})
