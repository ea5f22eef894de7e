import { defineEvents, integer, oneOf, text } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { createTelemetryServer, type TelemetryServerOptions } from '../../src/index'
import { fakeStore } from './fake-store'

const events = defineEvents({ checkout_done: { plan: oneOf('free', 'pro'), items: integer, note: text } })

/** What is stored of the same action that a page sends and that the host's own code tracks. */
async function storedOf(options: TelemetryServerOptions, action: string, metadata: Record<string, unknown>) {
  const store = fakeStore()
  const server = createTelemetryServer({ store, ...options })
  const response = await server.fetch(post({ type: 'action', action, page: '/shop', metadata }))
  server.client.trackAction(action, '/shop', null, metadata)
  await server.client.flush()
  return { answer: await response.json(), stored: store.events.map((event) => event.metadata), removed: store.batches.map((batch) => Object.fromEntries(batch.removed)) }
}

function post(body: unknown): Request {
  return new Request('http://localhost/api/telemetry', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
}

describe('the server cleans again, so it is told what the client is told:', () => {
  it('a key that the app allows stays', async () => {
    expect((await storedOf({}, 'sent', { apiKey: 'blue' })).stored).toEqual([null, null])
    expect((await storedOf({ allow: ['api_key'] }, 'sent', { apiKey: 'blue' })).stored).toEqual([{ apiKey: 'blue' }, { apiKey: 'blue' }])
  })

  it('a key that the app denies goes, whoever sends it, and allowing it does not help', async () => {
    const { stored, removed } = await storedOf({ deny: ['planName'], allow: ['planName'] }, 'sent', { plan_name: 'pro', n: 1 })
    expect(stored).toEqual([{ n: 1 }, { n: 1 }])
    expect(removed).toEqual([{ key: 1 }, { key: 1 }])
  })

  it('with strict and declared events other keys go and are counted', async () => {
    const { stored, removed } = await storedOf({ events, strict: true, routes: ['/shop'] }, 'checkout_done', { plan: 'pro', items: 2, coupon: 'x', note: 'fine' })
    expect(stored).toEqual([{ plan: 'pro', items: 2, note: 'fine' }, { plan: 'pro', items: 2, note: 'fine' }])
    expect(removed).toEqual([{ undeclared_key: 1 }, { undeclared_key: 1 }])
  })

  it('with strict and declared events another action is dropped and counted', async () => {
    const { answer, stored } = await storedOf({ events, strict: true, routes: ['/shop'] }, 'checkout_begun', { plan: 'pro' })
    expect(answer).toMatchObject({ dropped: { unknown_event: 1 } })
    expect(stored).toEqual([])
  })

  it('declared events hold nobody without strict', async () => {
    expect((await storedOf({ events }, 'checkout_begun', { coupon: 'x' })).stored).toEqual([{ coupon: 'x' }, { coupon: 'x' }])
  })
})

describe('a second look', () => {
  const metadata = { bride: 'Ada Lovelace', note: 'Priya Raman called', city: 'San Francisco' }

  it('takes names of persons out before anything is stored, and is counted', async () => {
    const { stored, removed } = await storedOf({}, 'sent', metadata)
    expect(stored).toEqual([{ note: '[removed] called', city: 'San Francisco' }, { note: '[removed] called', city: 'San Francisco' }])
    expect(removed).toEqual([{ key: 1, name: 1 }, { key: 1, name: 1 }])
  })

  it('trusts what a declared key holds only where declared keys bind', async () => {
    const declared = defineEvents({ sent: { board: oneOf('Priya Raman called') } })
    expect((await storedOf({ events: declared, strict: true, routes: ['/shop'] }, 'sent', { board: 'Priya Raman called' })).stored).toEqual([{ board: 'Priya Raman called' }, { board: 'Priya Raman called' }])
    expect((await storedOf({ events: declared }, 'sent', { board: 'Priya Raman called' })).stored).toEqual([{ board: '[removed] called' }, { board: '[removed] called' }])
  })

  it('leaves null where nothing else was in the metadata', async () => {
    expect((await storedOf({}, 'sent', { bride: 'Ada Lovelace' })).stored).toEqual([null, null])
    expect((await storedOf({}, 'sent', { 'Priya Sharma': 'x' })).stored).toEqual([null, null])
  })

  it('is not taken where the app says so, nor at keys that it allows', async () => {
    expect((await storedOf({ review: false }, 'sent', metadata)).stored).toEqual([metadata, metadata])
    expect((await storedOf({ allow: ['bride', 'note'] }, 'sent', metadata)).stored).toEqual([metadata, metadata])
  })

  it('trusts the words that the app has declared, and no text', async () => {
    const declared = defineEvents({ sent: { room: oneOf('Ada Lovelace', 'Grace Hopper'), note: text } })
    const options = { events: declared, strict: true, routes: ['/shop'] }
    const { stored } = await storedOf(options, 'sent', { room: 'Ada Lovelace', note: 'Priya Raman called' })
    expect(stored).toEqual([{ room: 'Ada Lovelace', note: '[removed] called' }, { room: 'Ada Lovelace', note: '[removed] called' }])
  })

  it('keeps things below keys that sound like persons, of which the first look alone would take the name', async () => {
    const given = { employer: 'Goldman Sachs', designer: 'Priya Sharma', sponsors: ['Red Hat', 'Blue Shield', 'Acme Motors'] }
    const { employer, sponsors } = given
    expect((await storedOf({}, 'sent', given)).stored).toEqual([{ employer, sponsors }, { employer, sponsors }])
    expect((await storedOf({ deny: ['sponsors'] }, 'sent', given)).stored).toEqual([{ employer }, { employer }])
    expect((await storedOf({ review: false }, 'sent', given)).stored).toEqual([{ sponsors: [] }, { sponsors: [] }])
  })

  it('keeps what is certainly harmless below sensitive keys, in its place and where no declared key binds', async () => {
    const given = { errors: { email: 'Email is required' }, email: 'kowalski' }
    const kept = { errors: { email: 'Email is required' } }
    expect((await storedOf({}, 'sent', given)).stored).toEqual([kept, kept])
    expect((await storedOf({ deny: ['email'] }, 'sent', given)).stored).toEqual([{ errors: {} }, { errors: {} }])
    expect((await storedOf({ review: false }, 'sent', given)).stored).toEqual([{ errors: {} }, { errors: {} }])
    const declared = defineEvents({ sent: { email: text, plan: text } })
    expect((await storedOf({ events: declared, strict: true, routes: ['/shop'] }, 'sent', { email: 'invalid', plan: 'pro' })).stored).toEqual([{ plan: 'pro' }, { plan: 'pro' }])
  })

  it('is taken, and counted, each time that the same is sent', async () => {
    const store = fakeStore()
    const server = createTelemetryServer({ store })
    const event = { type: 'action', action: 'sent', page: '/shop', metadata }
    for (let round = 0; round < 3; round++) await server.fetch(post(event))
    expect(store.batches.map((batch) => Object.fromEntries(batch.removed))).toEqual([{ key: 1, name: 1 }, { key: 1, name: 1 }, { key: 1, name: 1 }])
  })

  it('masks names of persons in pages, endpoints, actions and addresses inside metadata', async () => {
    const stored = await lookedAt({}, '/users/okafor/orders', 'Order for Priya Sharma', { from: '/doctors/priya-sharma', at: 'https://shop.example/team/jane-doe?x=1' })
    expect(stored).toEqual({ page: '/users/[id]/orders', action: 'Order for [removed]', metadata: { from: '/doctors/[id]', at: '/team/[id]' }, removed: { address: 3, name: 1, token: 1 } })
  })

  it('leaves pages and actions as they are where the app says so', async () => {
    const stored = await lookedAt({ review: false }, '/users/okafor/orders', 'Order for Priya Sharma', { from: '/doctors/priya-sharma' })
    expect(stored).toEqual({ page: '/users/okafor/orders', action: 'Order for Priya Sharma', metadata: { from: '/doctors/priya-sharma' }, removed: {} })
  })

  it('trusts the words of declared routes and the names of declared events', async () => {
    const options = { routes: ['/users/okafor/orders', '/doctors/priya-sharma'], events: defineEvents({ 'Order for Priya Sharma': {} }) }
    const stored = await lookedAt(options, '/users/okafor/orders', 'Order for Priya Sharma', { from: '/doctors/priya-sharma' })
    expect(stored).toEqual({ page: '/users/okafor/orders', action: 'Order for Priya Sharma', metadata: { from: '/doctors/priya-sharma' }, removed: {} })
  })
})

/** What is stored of one action that a page sends, and what was counted as removed. */
async function lookedAt(options: TelemetryServerOptions, page: string, action: string, metadata: Record<string, unknown>) {
  const store = fakeStore()
  const server = createTelemetryServer({ store, ...options })
  await server.fetch(post({ type: 'action', action, page, metadata }))
  const [event] = store.events
  return { page: event?.page, action: event?.action, metadata: event?.metadata, removed: Object.fromEntries(store.batches[0]?.removed ?? []) }
}
