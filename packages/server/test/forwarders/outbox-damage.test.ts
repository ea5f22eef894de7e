import { expect, it, vi } from 'vitest'
import { silentLogger } from '../../src/logger'
import { createOutbox, scriptedForwarder } from './outbox-setup'

const setting = 'forwarder:fake'

/** An outbox that has sent two events when somebody changes its state in the database, and gets two more. */
async function damaged(damage: (text: string) => string) {
  const error = vi.fn<typeof silentLogger.error>()
  const { forwarder, taken } = scriptedForwarder(() => ({ outcome: 'sent' }))
  const outbox = await createOutbox(forwarder, { logger: { ...silentLogger, error } })
  await outbox.run()
  await outbox.insert(2)
  await outbox.run()
  await outbox.insert(2)
  await outbox.store.writeSetting(setting, damage((await outbox.store.readSetting(setting)) ?? ''))
  await outbox.run()
  await outbox.insert(1)
  await outbox.run()
  await outbox.run()
  return { taken, error, health: outbox.health() }
}

it.each([
  ['no JSON any more', (text: string) => text.replace('"pending":', '"pending";')],
  ['without a name', (text: string) => text.replace('"pending"', '"pendyng"')],
  ['of a batch without events, which would drop all that waits', (text: string) => text.replace('"batchSize":10', '"batchSize":0')],
])('a state that is %s costs its counts: what waits is sent all the same, and the damage is told once', async (_name, damage) => {
  const { taken, error, health } = await damaged(damage)
  expect([taken.length, health]).toMatchObject([5, { state: 'ok', sent: 3, pending: 0 }])
  expect(error.mock.calls).toEqual([[expect.stringMatching(/damaged in the database; it goes on where it was/), { forwarder: 'fake' }]])
})

it('a state whose place cannot be read begins with what comes, and says that nothing else is sent', async () => {
  const { taken, error } = await damaged(() => 'x')
  expect(taken).toHaveLength(3)
  expect(error.mock.calls).toEqual([[expect.stringContaining('what waited is not sent'), { forwarder: 'fake' }]])
})
