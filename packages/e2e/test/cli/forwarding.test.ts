import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type FakeService, reply, startFakeService } from '@parel/telemetry-testing'
import { claimPort } from '../../src/claim-port.ts'
import { readSnippet } from '../../src/cli/read-snippet.ts'
import { createWorkplace, type RunningServer, type Workplace } from '../../src/cli/run-command.ts'
import { pageViews, sendEvents } from '../../src/cli/send-events.ts'
import { type Health, waitForHealth as waitForHealthWith } from '../../src/cli/wait-for-health.ts'

let work: Workplace
const services: FakeService[] = []
beforeEach(() => {
  work = createWorkplace()
})
afterEach(async () => {
  await work.end()
  for (const service of services.splice(0)) await service.close()
})

const secrets = {
  axiom: ['xaat', 'only', 'a', 'test'].join('-'),
  webhook: 'shared-secret-of-the-test',
  path: 'T00-key-in-the-path',
  admin: 'admin-token-of-the-test-0123456789-abcdefg',
}

async function start(respond: Parameters<typeof startFakeService>[0]): Promise<FakeService> {
  const service = await startFakeService(respond, await claimPort())
  services.push(service)
  return service
}

const waitForHealth = (server: RunningServer, isThere: (health: Health) => boolean) => waitForHealthWith(server, isThere, secrets.admin)

/** Everything that a person or a monitor can get out of the server and its commands. */
async function everythingSaid(server: RunningServer, environment: Readonly<Record<string, string>>): Promise<string> {
  const health = await waitForHealth(server, () => true)
  const commands = await Promise.all([['doctor'], ['doctor', '--json'], ['config'], ['config', '--json']].map((words) => work.run(words, environment)))
  const processes = readFileSync(`/proc/${server.child.pid}/cmdline`, 'utf8')
  return [server.log(), JSON.stringify(health), processes, ...commands.flatMap(({ stdout, stderr }) => [stdout, stderr])].join('\n')
}

/** Slow and failing calls of the last minutes, which alerts tell of. */
function writeCalls(): string {
  const lines = Array.from({ length: 30 }, (_, index) =>
    JSON.stringify({ id: `calls-${index}`, type: 'api_call', page: '/api/user', duration: 900, metadata: { statusCode: index < 6 ? 500 : 200, method: 'GET' }, createdAt: new Date(Date.now() - 120_000 - index).toISOString() }),
  )
  writeFileSync(work.path('calls.ndjson'), lines.join('\n'))
  return 'calls.ndjson'
}

it('every destination gets its own from one server, alerts too, and no secret is said anywhere', async () => {
  const axiom = await start(reply(200, {}, '{"ingested":3,"failed":0}'))
  const plausible = await start((response, call) => reply(202, call === 2 ? { 'x-plausible-dropped': '1' } : {})(response))
  const webhook = await start(reply(204, {}, ''))
  const alerts = await start(reply(200))
  const environment = {
    TELEMETRY_ADMIN_TOKEN: secrets.admin, AXIOM_TOKEN: secrets.axiom, AXIOM_DATASET: 'parel-telemetry', AXIOM_URL: axiom.url, PLAUSIBLE_DOMAIN: 'shop.example', PLAUSIBLE_URL: plausible.url,
    TELEMETRY_WEBHOOK_URL: `${webhook.url}/${secrets.path}`, TELEMETRY_WEBHOOK_SECRET: secrets.webhook, TELEMETRY_ALERT_URL: `${alerts.url}/${secrets.path}`, TELEMETRY_ALERT_P95_MS: '500', TELEMETRY_ALERT_ERROR_RATE: '10', TELEMETRY_LOG: 'debug',
  }
  await work.run(['import', writeCalls()])
  const server = await work.serve(environment)
  await waitForHealth(server, ({ forwarders }) => forwarders.every(({ state }) => state === 'ok'))
  await sendEvents(server.url, [...pageViews(2), { type: 'action', page: '/shop', action: 'item_purchased', metadata: { plan: 'pro' } }])
  const { forwarders } = await waitForHealth(server, (health) => health.forwarders.every(({ sent, dropped }) => sent + dropped === 3))
  expect(forwarders).toMatchObject([{ name: 'axiom', sent: 3, dropped: 0 }, { name: 'plausible', sent: 2, dropped: 1 }, { name: 'webhook', sent: 3, dropped: 0 }])

  expect(axiom.seen[0]).toMatchObject({ path: '/v1/datasets/parel-telemetry/ingest', headers: { authorization: `Bearer ${secrets.axiom}` } })
  expect(axiom.seen.flatMap(({ body }) => body.split('\n').map((line) => (JSON.parse(line) as { readonly type: string }).type))).toEqual(['page_view', 'page_view', 'action'])
  expect(plausible.seen.map(({ body }) => (JSON.parse(body) as { readonly name: string }).name)).toEqual(['pageview', 'pageview', 'item_purchased'])
  const alert = await alerts.first()
  expect(JSON.parse(alert.body)).toMatchObject({ firing: [{ rule: 'p95', endpoint: '/api/user', value: 900 }, { rule: 'error_rate', endpoint: '/api/user', value: 20 }], resolved: [] })

  writeFileSync(work.path('is-signed.mjs'), readSnippet('guides/forwarders.md', 'isSigned'))
  const { isSigned } = (await import(work.path('is-signed.mjs'))) as { readonly isSigned: (request: object) => boolean }
  for (const { body, headers } of [await webhook.first(), alert]) {
    const signature = headers['x-parel-signature']
    expect(isSigned({ body, signature, secret: secrets.webhook })).toBe(true)
    expect(isSigned({ body: `${body} `, signature, secret: secrets.webhook })).toBe(false)
    expect(isSigned({ body, signature, secret: 'another' })).toBe(false)
    expect(isSigned({ body, signature, secret: secrets.webhook, now: Date.now() + 600_000 })).toBe(false)
    expect(isSigned({ body, signature: undefined, secret: secrets.webhook })).toBe(false)
  }
  const said = await everythingSaid(server, environment)
  for (const secret of Object.values(secrets)) expect(said).not.toContain(secret)
})

it('a destination that is refused quotes no secret back through us, and says what to do', async () => {
  const quoting = (response: Parameters<ReturnType<typeof reply>>[0]) => reply(401, { 'www-authenticate': secrets.axiom }, `{"message":"bad token ${secrets.axiom} at ${secrets.path}"}`)(response)
  const axiom = await start(quoting)
  const webhook = await start(quoting)
  const alerts = await start(quoting)
  const environment = {
    TELEMETRY_ADMIN_TOKEN: secrets.admin, AXIOM_TOKEN: secrets.axiom, AXIOM_DATASET: 'parel-telemetry', AXIOM_URL: axiom.url, TELEMETRY_WEBHOOK_URL: `${webhook.url}/${secrets.path}`,
    TELEMETRY_WEBHOOK_SECRET: secrets.webhook, TELEMETRY_ALERT_URL: `${alerts.url}/${secrets.path}`, TELEMETRY_ALERT_P95_MS: '500', TELEMETRY_LOG: 'debug',
  }
  await work.run(['import', writeCalls()])
  const server = await work.serve(environment)
  await waitForHealth(server, ({ forwarders }) => forwarders.every(({ state }) => state === 'ok'))
  await sendEvents(server.url, pageViews(2))
  const { forwarders } = await waitForHealth(server, (health) => health.forwarders.every(({ state }) => state === 'failing'))
  expect(forwarders.map(({ lastError }) => lastError)).toEqual(['answered 401: check the token', 'answered 401: check the token'])
  await server.said(/alert could not be delivered/)
  const said = await everythingSaid(server, environment)
  expect(said).toContain('✗ forwarder axiom: failing, 2 waiting')
  for (const secret of Object.values(secrets)) expect(said).not.toContain(secret)
  await server.stop()
  // Taken out of the settings, it cannot work again, and is no fault for ever.
  expect(await work.run(['doctor'])).toMatchObject({ code: 0, stdout: expect.stringContaining('! forwarder axiom: failing, 2 waiting') })
})

it('a whole session at the most talkative level leaves no address, User-Agent, token, body or raw URL in the log', async () => {
  const failing = await start(reply(503))
  const server = await work.serve({ TELEMETRY_LOG: 'debug', TELEMETRY_ADMIN_TOKEN: secrets.admin, TELEMETRY_WEBHOOK_URL: failing.url, TELEMETRY_TRUSTED_PROXIES: '1' })
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 TestBrowser/140.0'
  const ask = async (path: string, options: RequestInit = {}) => {
    const response = await fetch(`${server.url}${path}`, { ...options, headers: { 'user-agent': agent, 'x-forwarded-for': '198.18.7.9', ...(options.headers as Record<string, string>) } })
    await response.body?.cancel()
    return response.status
  }
  const json = { 'content-type': 'application/json' }
  const admin = { authorization: `Bearer ${secrets.admin}` }
  const statuses = [
    await ask('/api/telemetry?secret=in-the-address', { method: 'POST', headers: json, body: JSON.stringify({ type: 'page_view', page: '/profile/ada@mail.example?x=1', metadata: { note: 'call +49 170 1234567' } }) }),
    await ask('/api/telemetry', { method: 'POST', headers: json, body: '{"type": "words-of-a-broken-body' }),
    await ask('/api/telemetry', { method: 'POST', headers: json, body: JSON.stringify({ note: 'words-of-a-large-body'.repeat(5000) }) }),
    await ask('/api/telemetry', { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'words-of-an-image' }),
    await ask('/api/telemetry?days=secret-in-the-query', { headers: admin }),
    await ask('/api/telemetry', { headers: admin }),
    await ask('/api/telemetry', { headers: { authorization: 'Bearer a-wrong-token-of-the-test' } }),
    await ask('/secret-in-the-path/%E0%A4%A'),
    await ask('/admin/telemetry', { headers: admin }),
    await ask('/api/telemetry/data-health', { headers: admin }),
    await ask('/api/telemetry/session', { method: 'POST', headers: json, body: JSON.stringify({ token: secrets.admin }) }),
    await ask('/api/telemetry/session', { method: 'POST', headers: json, body: JSON.stringify({ token: 'another-wrong-token' }) }),
    await ask('/api/telemetry/shares', { method: 'POST', headers: { ...json, ...admin }, body: JSON.stringify({ label: 'label-of-a-share' }) }),
    await ask('/api/telemetry', { method: 'DELETE' }),
  ]
  expect(statuses.filter((status) => status >= 500)).toEqual([])
  expect(new Set(statuses).size).toBeGreaterThan(4)
  await failing.first()
  expect((await server.stop()).code).toBe(0)
  const traces = ['198.18.7.9', '127.0.0.1:', 'TestBrowser', 'Mozilla', 'in-the-', 'words-of', 'wrong-token', secrets.admin, 'ada@', '1234567', 'label-of-a-share', failing.url, '/profile', '?']
  for (const trace of traces) expect(server.log()).not.toContain(trace)
  for (const line of server.log().trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), level: expect.any(String), message: expect.any(String) })
})
