import { describe, expect, it } from 'vitest'
import type { TelemetryServer, TelemetryServerOptions } from '../../src/index'
import { api, askRole, server, token } from './admin-setup'
import { fakeStore } from './fake-store'

const json = { 'content-type': 'application/json' }
const loopback = { remoteAddress: '127.0.0.1' }

function share(telemetry: TelemetryServer, label: string): Promise<Response> {
  return telemetry.fetch(new Request(api('/shares'), { method: 'POST', headers: { authorization: `Bearer ${token}`, ...json }, body: JSON.stringify({ label }) }))
}

/** The cookie of somebody who opened a share link. */
async function openShare(telemetry: TelemetryServer): Promise<string> {
  const { url } = (await (await share(telemetry, 'board')).json()) as { readonly url: string }
  const opened = await telemetry.fetch(new Request(api('/session'), { method: 'POST', headers: json, body: JSON.stringify({ token: url.split('#share=')[1] }) }))
  return (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

describe('a label of a share link', () => {
  it.each([
    ['for Priya Sharma', 'for [removed]'],
    ['ada@mail.example', '[removed]'],
  ])('that is personal is refused: %s', async (label, clean) => {
    const answer = await share(server({ adminToken: token }), label)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { code: 'invalid_payload', message: `The label would be "${clean}" without what looks like personal data, and it stays in the database. Name a team or a purpose, such as "design team".` },
    })
  })

  it('may be a name where the second look is off', async () => {
    expect((await share(server({ adminToken: token, review: false }), 'for Priya Sharma')).status).toBe(201)
  })
})

describe('somebody who opened a share link', () => {
  const isHosts: TelemetryServerOptions = { authorize: ({ headers }) => headers.get('x-host') === 'yes' || headers.get('authorization') === `Bearer ${token}` }

  it('is an admin still, where the host says so', async () => {
    const telemetry = server(isHosts)
    const cookie = await openShare(telemetry)
    expect(await askRole(telemetry, { cookie, 'x-host': 'yes' })).toEqual({ role: 'admin', login: 'host' })
    expect(await askRole(telemetry, { cookie })).toEqual({ role: 'share', login: 'host' })
  })

  it('sees its view where the check of the host fails', async () => {
    const store = fakeStore()
    const cookie = await openShare(server({ ...isHosts, store }))
    expect(await askRole(server({ store, authorize: () => Promise.reject(new Error('The login is down.')) }), { cookie })).toMatchObject({ role: 'share' })
  })

  it('is an admin still on a machine that is open', async () => {
    const store = fakeStore()
    const cookie = await openShare(server({ ...isHosts, store }))
    const open = server({ store })
    expect(await askRole(open, { cookie }, loopback)).toEqual({ role: 'admin', login: 'open' })
    expect(await askRole(open, { cookie })).toEqual({ role: 'share', login: 'token' })
  })
})
