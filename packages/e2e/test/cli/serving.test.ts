import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeDestination, startFakeDestination } from '../../src/cli/fake-destination.ts'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'
import { pageViews, sendEvents } from '../../src/cli/send-events.ts'
import { waitForHealth } from '../../src/cli/wait-for-health.ts'

let work: Workplace
let destination: FakeDestination
beforeEach(async () => {
  work = createWorkplace()
  destination = await startFakeDestination()
})
afterEach(async () => {
  await work.end()
  await destination.close()
})

const forwarding = () => ({ TELEMETRY_WEBHOOK_URL: destination.url, TELEMETRY_WEBHOOK_SECRET: 'shared-secret-of-the-test' })

/** The noon of three past days, in a file that `import` reads. */
function writePastDays(): string {
  const dayMs = 86_400_000
  const noon = (Math.floor(Date.now() / dayMs) + 0.5) * dayMs
  const lines = [3, 2, 1].flatMap((day) =>
    Array.from({ length: 5 }, (_, index) => ({ id: `past${day}-${index}`, type: 'page_view', page: '/dashboard', createdAt: new Date(noon - day * dayMs).toISOString() })),
  )
  writeFileSync(work.path('past.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return 'past.ndjson'
}

describe('a server that is asked to end', () => {
  it('answers what was begun, stores it, and ends with 0 within five seconds', async () => {
    const server = await work.serve()
    const sending = Array.from({ length: 40 }, () => sendEvents(server.url, pageViews(10)).catch(() => 0))
    const first = (await sending[0]) ?? 0
    const { code, stderr } = await server.stop()
    const accepted = (await Promise.all(sending)).reduce((sum, count) => sum + count, 0)
    expect(first).toBe(10)
    expect(code).toBe(0)
    // A watchdog ends the process after 4.8 seconds, without this line.
    expect(stderr).toContain('"message":"stopped"')
    const { stdout } = await work.run(['export'])
    expect(stdout.split('\n').length - 1).toBeGreaterThanOrEqual(accepted)
  })

  it('ends an open live view instead of waiting for it, while a request that was begun is answered', async () => {
    const server = await work.serve()
    const live = await fetch(`${server.url}/api/telemetry/live`)
    const sending = request(`${server.url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json', expect: '100-continue' } })
    sending.flushHeaders()
    await once(sending, 'continue')
    const ended = server.stop()
    // A view that is cut at the deadline rejects here.
    expect(await live.text()).toContain('retry: 3000')
    sending.end('{"type":"page_view","page":"/dashboard"}')
    const [answer] = (await once(sending, 'response')) as [IncomingMessage]
    expect(answer.resume().statusCode).toBe(200)
    expect((await ended).stderr).toContain('"message":"stopped"')
  })

  it('ends at once when it is asked twice, and leaves no trace of who asked in its log', async () => {
    destination.behave('hang')
    const server = await work.serve(forwarding())
    await waitForHealth(server, ({ forwarders }) => forwarders[0]?.state === 'ok')
    const arrived = destination.nextRequest()
    await fetch(`${server.url}/api/telemetry?token=in-the-address`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 TestBrowser/140.0', authorization: 'Bearer in-the-header', 'x-forwarded-for': '198.18.7.9' },
      body: JSON.stringify({ type: 'page_view', page: '/profile/ada@mail.example?x=1' }),
    })
    await arrived
    server.child.kill('SIGTERM')
    // Two signals at once may come as one.
    await server.said(/"stopping"/)
    expect((await server.stop('SIGTERM')).code).toBe(143)
    for (const trace of ['127.0.0.1:', '198.18.7.9', 'TestBrowser', 'in-the-address', 'in-the-header', 'ada@', 'shared-secret', destination.url]) expect(server.log()).not.toContain(trace)
    for (const line of server.log().trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), message: expect.any(String) })
  })
})

describe('the outbox', () => {
  it('delivers everything after SIGKILL between insert and send', async () => {
    const first = await work.serve(forwarding())
    await waitForHealth(first, ({ forwarders }) => forwarders[0]?.state === 'ok')
    destination.behave('hang')
    const arrived = destination.nextRequest()
    expect(await sendEvents(first.url, pageViews(50))).toBe(50)
    await arrived
    await first.stop('SIGKILL')
    destination.behave('accept')
    const second = await work.serve(forwarding())
    const { forwarders } = await waitForHealth(second, (health) => health.forwarders[0]?.sent === 50)
    expect(forwarders).toMatchObject([{ name: 'webhook', state: 'ok', sent: 50, pending: 0, dropped: 0 }])
    expect(new Set(destination.ids).size).toBe(50)
  })

  it('delivers everything to a destination that fails, limits and cuts first; recording goes on meanwhile', async () => {
    const server = await work.serve(forwarding())
    await waitForHealth(server, ({ forwarders }) => forwarders[0]?.state === 'ok')
    for (const behaviour of ['fail', 'limit', 'cut'] as const) {
      destination.behave(behaviour)
      const arrived = destination.nextRequest()
      expect(await sendEvents(server.url, pageViews(20))).toBe(20)
      await arrived
    }
    expect((await waitForHealth(server, ({ forwarders }) => (forwarders[0]?.lastError ?? '') !== '')).forwarders[0]?.pending).toBeGreaterThan(0)
    destination.behave('accept')
    await waitForHealth(server, ({ forwarders }) => forwarders[0]?.sent === 60)
    expect(destination.ids).toHaveLength(60)
    expect(new Set(destination.ids).size).toBe(60)
  })

  it('does not follow a redirect', async () => {
    const server = await work.serve(forwarding())
    await waitForHealth(server, ({ forwarders }) => forwarders[0]?.state === 'ok')
    destination.behave('redirect')
    await sendEvents(server.url, pageViews(1))
    const { forwarders } = await waitForHealth(server, (health) => health.forwarders[0]?.state === 'failing')
    expect(forwarders[0]).toMatchObject({ pending: 1, lastError: 'answered 307: a redirect, which is not followed' })
    expect(await work.run(['doctor'], forwarding())).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ forwarder webhook: failing, 1 waiting') })
  })
})

describe('one file', () => {
  it('is aggregated by one of four processes that catch up', async () => {
    await work.run(['import', writePastDays()])
    const servers = await Promise.all([work.serve(), work.serve(), work.serve(), work.serve()])
    const logs = () => servers.map((server) => server.log()).join('')
    await Promise.any(servers.map((server) => server.said(/"message":"cleaned up"/)))
    await Promise.all(servers.map((server) => server.stop()))
    expect(logs().match(/"message":"aggregated"/g)).toHaveLength(1)
    expect(logs()).toContain('"message":"aggregated","days":3}')
    expect(logs().match(/"message":"cleaned up"/g)).toHaveLength(1)
    expect(await work.run(['aggregate'])).toMatchObject({ code: 0, stdout: 'Nothing to do: every finished day is aggregated.\n' })
  })

  it('is backed up while events arrive; the restored copy is a beginning of what was stored, and a file in use is not replaced', async () => {
    const server = await work.serve()
    let isSending = true
    const sending = (async () => {
      while (isSending) await sendEvents(server.url, pageViews(20))
    })()
    await sendEvents(server.url, pageViews(100))
    const backup = await work.run(['backup', 'b.db'])
    expect(backup).toMatchObject({ code: 0, stderr: '' })
    expect(await work.run(['restore', 'b.db', '--force'])).toMatchObject({ code: 75, stderr: 'parel-telemetry: ./telemetry.db is in use. Stop the server first, then restore.\n' })
    isSending = false
    await sending
    await server.stop()
    const ids = async (database: string) => (await work.run(['export', '--database', database])).stdout.trim().split('\n').map((line) => (JSON.parse(line) as { readonly id: string }).id)
    expect((await work.run(['restore', 'b.db', '--database', 'restored.db'])).code).toBe(0)
    const restored = await ids('restored.db')
    const all = await ids('telemetry.db')
    expect(restored.length).toBeGreaterThanOrEqual(100)
    expect(all.slice(0, restored.length)).toEqual(restored)
  })
})

describe('doctor', () => {
  it('has a line for every point of the troubleshooting, and finds nothing wrong in a healthy database', async () => {
    await work.run(['demo', '--seed-only', '--days', '2', '--database', 'telemetry.db'])
    const { code, stdout } = await work.run(['doctor', '--json'])
    const { healthy, checks } = JSON.parse(stdout) as { readonly healthy: boolean; readonly checks: readonly { readonly name: string }[] }
    expect({ code, healthy }).toEqual({ code: 0, healthy: true })
    expect(checks.map(({ name }) => name)).toEqual([
      'node', 'settings', 'enabled', 'schedule', 'access log', 'disk', 'database', 'settings in the database', 'daily numbers', 'admin token', 'schema', 'size', 'last event', 'clock', 'aggregation', 'retention', 'deleted data', 'copies',
    ])
  })

  it.each([
    ['recording is off', { TELEMETRY_ENABLED: 'false' }, '✗ enabled: events are not recorded (environment)\n    Set TELEMETRY_ENABLED=true.'],
    ['there is no database', {}, '✗ database: There is no database at ./telemetry.db.'],
    ['its folder does not exist', { TELEMETRY_DATABASE: './none/telemetry.db' }, '✗ disk: the folder'],
  ])('says that %s', async (_name, environment, line) => {
    const { code, stdout } = await work.run(['doctor'], environment)
    expect(code).toBe(1)
    expect(stdout).toContain(line)
  })

  it('says that a file is no database', async () => {
    writeFileSync(work.path('telemetry.db'), 'garbage '.repeat(1000))
    const { code, stdout } = await work.run(['doctor'])
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ database: .*damaged/)
  })

  it('says that days are undone', async () => {
    await work.run(['import', writePastDays()])
    expect(await work.run(['doctor'])).toMatchObject({ code: 1, stdout: expect.stringMatching(/✗ aggregation: last never, 3 days undone since \d{4}-\d\d-\d\d\n {4}Run: parel-telemetry aggregate/) })
  })
})
