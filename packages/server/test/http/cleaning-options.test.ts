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
