import { makeEvent, reply } from '@parel/telemetry-testing'
import { afterEach, expect, it, vi } from 'vitest'
import { createBackgroundWork, type BackgroundWorkOptions } from '../../src/background/background-work'
import { silentLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'
import { createTelemetryServer } from '../../src/telemetry-server'
import { fakeDestination } from '../forwarders/fake-destination'
import { scriptedForwarder } from '../forwarders/outbox-setup'

afterEach(() => vi.restoreAllMocks())

const store = async () => memoryStore()
const forwarder = { name: 'archive', fields: ['page'], batchSize: 5, send: async () => ({ outcome: 'sent' }) }

it.each([
  [undefined, 'The options of createBackgroundWork are undefined. Give an object, for example { store: () => telemetry.store() }.'],
  [{}, 'store is undefined. Give a function that answers the store, for example () => telemetry.store().'],
  [{ store: 5 }, 'store is 5. Give a function that answers the store'],
  [{ store: memoryStore() }, 'store is an object that lacks what is needed. Give a function that answers the store'],
  [{ store, forwarder: [] }, '"forwarder" is no option of createBackgroundWork. Did you mean "forwarders"?'],
  [{ store, environment: { TELEMETRY_RETENTION_DAYS: 30 } }, 'TELEMETRY_RETENTION_DAYS of the environment is 30. Give a text, or leave it out.'],
  [{ store, environment: [] }, 'environment is a list. Give an object of texts, for example process.env, or leave it out.'],
  [{ store, logger: 'x' }, 'logger is "x". Give an object with the functions debug, info, warn and error'],
  [{ store, now: 5 }, 'now is 5. Give a function that answers milliseconds'],
  [{ store, forwarders: forwarder }, 'forwarders is an object that lacks what is needed. Give a list of destinations, each with name, fields, batchSize and send, or leave it out.'],
  [{ store, forwarders: [5] }, 'forwarders is a list with 5 in it. Give a list of destinations'],
  [{ store, forwarders: [{ ...forwarder, name: '' }] }, 'name of forwarders[0] is "". Give a name, for example "archive".'],
  [{ store, forwarders: [forwarder, { ...forwarder, fields: ['ip'] }] }, 'fields of forwarders[1] is a list. Give a list of some of: id, type, page, '],
  [{ store, forwarders: [{ ...forwarder, batchSize: 0 }] }, 'batchSize of forwarders[0] is 0. Give a whole number from 1, for example 500.'],
  [{ store, forwarders: [{ ...forwarder, send: undefined }] }, 'send of forwarders[0] is undefined. Give a function of a list of events and a signal.'],
  [{ store, forwarders: [{ ...forwarder, accepts: true }] }, 'accepts of forwarders[0] is true. Give a function of an event that answers true or false.'],
  [{ store, forwarders: [forwarder, forwarder] }, 'Two forwarders are called "archive". Give each a name of its own'],
  [{ store, forwarders: [{ ...forwarder, name: 'opentelemetry' }], environment: { TELEMETRY_OPENTELEMETRY: 'on' } }, 'Two forwarders are called "opentelemetry".'],
])('refuses at once what cannot work: %j', (options, message) => {
  expect(() => createBackgroundWork(options as unknown as BackgroundWorkOptions)).toThrow(expect.objectContaining({ name: 'ConfigError', message: expect.stringContaining(message) }))
})

const noon = Date.UTC(2025, 9, 13, 12)

it('runs the jobs, and has destinations of the host beside those of the environment', async () => {
  const store = memoryStore()
  await store.insert({ events: [makeEvent({ createdAt: noon - 86_400_000 })], dropped: new Map(), removed: new Map(), stream: null, receivedAt: noon })
  const { promise: aggregated, resolve: tellAggregated } = Promise.withResolvers<void>()
  const watched = {
    ...store,
    async aggregate(options: Parameters<typeof store.aggregate>[0]) {
      const result = await store.aggregate(options)
      tellAggregated()
      return result
    },
  }
  const { forwarder } = scriptedForwarder(() => ({ outcome: 'sent' }))
  const work = createBackgroundWork({ store: async () => watched, environment: { TELEMETRY_WEBHOOK_URL: 'https://hooks.example/' }, forwarders: [forwarder], now: () => noon })
  work.start()
  await aggregated
  await work.stop()
  expect(work.destinations.map(({ name }) => name)).toEqual(['webhook', 'fake'])
  expect(work.health().map(({ state }) => state)).toEqual(['ok', 'ok'])
  expect((await store.health(noon)).unaggregatedDays).toEqual([])
})

it.each([
  ['the server noted', {}, 90],
  ['the environment says', { TELEMETRY_RETENTION_DAYS: '40' }, 40],
])('cleans up after as many days as %s', async (_name, environment, expected) => {
  const store = memoryStore()
  const server = createTelemetryServer({ store, enabled: true, retentionDays: 90 })
  server.client.trackPageView('/dashboard')
  await server.client.flush()
  await server.close()
  const { promise: kept, resolve } = Promise.withResolvers<number>()
  const cleanup: typeof store.cleanup = (options) => (resolve(options.retentionDays), store.cleanup(options))
  const work = createBackgroundWork({ store: async () => ({ ...store, cleanup }), environment, now: () => noon })
  await work.start()
  expect(await kept).toBe(expected)
  await work.stop()
})

it('drops what waits for longer than the retention that the server noted, before the clean-up takes it uncounted', async () => {
  const store = memoryStore()
  const server = createTelemetryServer({ store, enabled: true, retentionDays: 8, now: () => noon })
  server.client.trackPageView('/dashboard')
  await server.client.flush()
  await server.close()
  const { forwarder, taken } = scriptedForwarder(() => ({ outcome: 'sent' }))
  const work = createBackgroundWork({ store: async () => store, environment: { TELEMETRY_SCHEDULE: 'off' }, forwarders: [forwarder], now: () => noon, logger: silentLogger })
  await work.start()
  const old = noon - 7.5 * 86_400_000
  await store.insert({ events: [makeEvent({ createdAt: old })], dropped: new Map(), removed: new Map(), stream: null, receivedAt: old })
  await vi.waitFor(() => expect(work.health()).toMatchObject([{ pending: 0, dropped: 1, sent: 0 }]), { timeout: 20_000 })
  expect(taken).toEqual([])
  await work.stop()
})

it('leaves the jobs to cron where the environment says so', async () => {
  const store = memoryStore()
  const asked: string[] = []
  for (const TELEMETRY_SCHEDULE of ['off', 'on']) {
    const work = createBackgroundWork({ store: async () => (asked.push(TELEMETRY_SCHEDULE), store), environment: { TELEMETRY_SCHEDULE }, now: () => noon })
    await work.start()
    await work.stop()
  }
  // Without destinations nothing but the jobs asks for the store.
  expect(asked[0]).toBe('on')
})

it('sends what is stored after its start to a destination of the host', async () => {
  const store = memoryStore()
  const { promise: sent, resolve } = Promise.withResolvers<readonly (string | null | undefined)[]>()
  const { forwarder } = scriptedForwarder((events) => (resolve(events.map(({ page }) => page)), { outcome: 'sent' }))
  const work = createBackgroundWork({ store: async () => store, environment: { TELEMETRY_SCHEDULE: 'off' }, forwarders: [forwarder], now: () => noon })
  const record = (page: string) => store.insert({ events: [makeEvent({ page, createdAt: noon })], dropped: new Map(), removed: new Map(), stream: null, receivedAt: noon })
  await record('/before')
  await work.start()
  await record('/after')
  expect(await sent).toEqual(['/after'])
  await work.stop()
})

it('tells a host without a logger that a destination fails and that an alert could not be delivered, each though the reason is the same', async () => {
  const said: string[] = []
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  const { url } = await fakeDestination(reply(401))
  const store = memoryStore()
  const insert = (createdAt: number) => store.insert({ events: [makeEvent({ createdAt })], dropped: new Map(), removed: new Map(), stream: null, receivedAt: createdAt })
  await insert(noon - 2 * 3_600_000)
  const { forwarder } = scriptedForwarder(() => ({ outcome: 'stopped', reason: 'answered 401: check the token' }), { name: 'archive' })
  const environment = { TELEMETRY_SCHEDULE: 'off', TELEMETRY_ALERT_URL: url, TELEMETRY_WEBHOOK_URL: url }
  const work = createBackgroundWork({ store: async () => store, environment, forwarders: [forwarder], now: () => noon })
  await work.start()
  await insert(noon - 2 * 3_600_000)
  await vi.waitFor(() => expect(said).toHaveLength(3), { timeout: 20_000 })
  await work.stop()
  expect(said.toSorted()).toEqual([
    expect.stringContaining('alert could not be delivered (reason="answered 401: check the token")'),
    expect.stringContaining('forwarder is failing (forwarder="archive" reason="answered 401: check the token" pending=1)'),
    expect.stringContaining('forwarder is failing (forwarder="webhook" reason="answered 401: check the token" pending=1)'),
  ])
})
