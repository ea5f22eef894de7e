import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFakeService } from '@parel/telemetry-testing'
import { claimPort } from '../../src/claim-port.ts'
import { createWorkplace, type Workplace } from '../../src/cli/run-command.ts'
import { pageViews, sendEvents } from '../../src/cli/send-events.ts'
import { waitForHealth } from '../../src/cli/wait-for-health.ts'

let work: Workplace
beforeEach(() => {
  work = createWorkplace()
})
afterEach(() => work.end())

describe('a server', () => {
  it('goes on when nobody reads its log any more, and still ends with 0', async () => {
    const server = await work.serve({ TELEMETRY_LOG: 'debug' })
    server.child.stderr?.destroy()
    server.child.stdout?.destroy()
    expect(await sendEvents(server.url, pageViews(3))).toBe(3)
    expect((await server.stop()).code).toBe(0)
    expect((await work.run(['export'])).stdout.trim().split('\n')).toHaveLength(3)
  })

  it.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('that is told %s twice does not wait for a destination that hangs', async (signal, code) => {
    const hanging = await startFakeService(() => {}, await claimPort())
    try {
      const server = await work.serve({ TELEMETRY_WEBHOOK_URL: hanging.url })
      await waitForHealth(server, ({ forwarders }) => forwarders[0]?.state === 'ok')
      await sendEvents(server.url, pageViews(1))
      await hanging.first()
      server.child.kill(signal)
      await server.said(/"stopping"/)
      expect((await server.stop(signal)).code).toBe(code)
    } finally {
      await hanging.close()
    }
  })

  it('shows no secret to other users of the machine', async () => {
    const token = 'admin-token-of-the-test-0123456789-abcdefg'
    const server = await work.serve({ TELEMETRY_ADMIN_TOKEN: token })
    expect(readFileSync(`/proc/${server.child.pid}/cmdline`, 'utf8')).not.toContain(token)
    expect((await work.run(['--help'])).stdout).not.toMatch(/--\S*(?:token|secret)/)
    expect(await work.run(['serve', '--admin-token', token])).toEqual({ code: 64, stdout: '', stderr: 'parel-telemetry: Unknown option `--admin-token`. See: parel-telemetry --help\n' })
  })

  it('on an address that others can reach opens its dashboard with a token only', async () => {
    const made = await work.run(['token', 'new', '--json'])
    const { token } = JSON.parse(made.stdout) as { readonly token: string }
    const server = await work.serve({ HOST: '0.0.0.0' })
    // A proxy has touched these requests, so they are not of this machine, whatever their last step was.
    const ask = async (headers: Readonly<Record<string, string>>) => (await fetch(`${server.url}/api/telemetry`, { headers: { ...headers, 'x-forwarded-for': '198.18.7.9' } })).status
    expect([await ask({}), await ask({ authorization: 'Bearer wrong' }), await ask({ authorization: `Bearer ${token}` })]).toEqual([401, 401, 200])
  })

  it('that nobody can get into says so at its start, with the cure, until there is a token', async () => {
    const warning = /"level":"warn","message":"NODE_ENV is production and there is no admin token, so nobody can open the dashboard\. Set TELEMETRY_ADMIN_TOKEN \(openssl rand -base64 32\), or run: parel-telemetry token new"/
    const production = { NODE_ENV: 'production' }
    const logOf = async (environment: Readonly<Record<string, string>>) => (await (await work.serve(environment)).stop()).stderr
    expect(await logOf(production)).toMatch(warning)
    expect(await logOf({ ...production, TELEMETRY_ADMIN_TOKEN: 'admin-token-of-the-test-0123456789-abcdefg' })).not.toContain('"warn"')
    expect(await logOf({})).not.toContain('"warn"')
    await work.run(['token', 'new'])
    expect(await logOf(production)).not.toContain('"warn"')
  })

  it.each([['', '/', '/admin/telemetry'], ['/tools', '/tools/', '/tools/admin/telemetry']])('with the prefix "%s" leads from %s to its dashboard', async (prefix, path, dashboard) => {
    const server = await work.serve({ TELEMETRY_BASE_PATH: prefix })
    const ask = async (asked: string, method = 'GET') => {
      const { status, headers } = await fetch(server.url + asked, { method, redirect: 'manual' })
      return [status, headers.get('location')]
    }
    expect(await ask(path)).toEqual([302, dashboard])
    expect(await ask(`${path}?days=7`, 'HEAD')).toEqual([302, dashboard])
    expect(await ask(path, 'POST')).toEqual([404, null])
    expect(await ask(`${path}other`)).toEqual([404, null])
  })

  it.each(['serve', 'demo'])('%s that is refused for want of a token leaves no database behind', async (command) => {
    expect(await work.run([command, '--host', '0.0.0.0'])).toMatchObject({ code: 78, stderr: expect.stringContaining('there is no admin token') })
    expect(readdirSync(work.folder)).toEqual([])
  })
})

it('a command says nothing of an experimental SQLite, which Node 22 would in every mail of cron; other warnings are shown', async () => {
  const warn = "import { isMainThread } from 'node:worker_threads'; if (isMainThread) { process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning'); process.emitWarning('mind the gap') }"
  writeFileSync(work.path('warn.mjs'), warn)
  const { code, stderr } = await work.run(['token', 'new'], { NODE_OPTIONS: `--import=${work.path('warn.mjs')}` })
  expect(code).toBe(0)
  expect(stderr).toContain('mind the gap')
  expect(stderr).not.toContain('SQLite')
})

it('a label cannot write on the terminal of who lists it', async () => {
  await work.run(['token', 'new', '--label', 'lap\u001B[31mtop\r\n'])
  expect((await work.run(['token', 'list'])).stdout).toMatch(/ lap \[31mtop\n$/)
})

describe('a command that is not done', () => {
  it('ends with 130 when it is stopped, not with 0, also while somebody else holds the lock', async () => {
    await work.run(['token', 'new'])
    const holder = new DatabaseSync(work.path('telemetry.db'))
    holder.exec('BEGIN IMMEDIATE')
    const { child, ended } = work.start(['aggregate'])
    while (!hasOpen(child.pid, work.path('telemetry.db'))) await new Promise((resolve) => setTimeout(resolve, 10))
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 130, stdout: '' })
    holder.exec('ROLLBACK')
    holder.close()
  })

  const startDemo = async (days: number) => {
    const demo = work.start(['demo', '--seed-only', '--days', String(days), '--database', 'demo.db'])
    const isFilling = () => readdirSync(work.folder, { recursive: true }).some((name) => String(name).endsWith('-wal'))
    while (!isFilling()) await new Promise((resolve) => setTimeout(resolve, 10))
    return demo
  }

  it('takes a half-filled demo along, so that the next one can begin', async () => {
    const { child, ended } = await startDemo(365)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130, stdout: '' })
    expect(readdirSync(work.folder)).toEqual([])
    expect((await work.run(['demo', '--seed-only', '--days', '1', '--database', 'demo.db'])).code).toBe(0)
    expect(readdirSync(work.folder)).toEqual(['demo.db'])
  })

  it('leaves what it was filling when it is killed, and the next one takes that along', async () => {
    const { child, ended } = await startDemo(365)
    child.kill('SIGKILL')
    await ended
    expect(readdirSync(work.folder)).toHaveLength(1)
    expect((await work.run(['demo', '--seed-only', '--days', '1', '--database', 'demo.db'])).code).toBe(0)
    expect(readdirSync(work.folder)).toEqual(['demo.db'])
  })

  it('takes it along however often it is told', async () => {
    const { child, ended } = await startDemo(365)
    const insisting = setInterval(() => child.kill('SIGINT'), 1)
    expect(await ended).toMatchObject({ code: 130 })
    clearInterval(insisting)
    expect(readdirSync(work.folder)).toEqual([])
  })

  it.each([
    // So many days that it is never done before somebody on a busy machine has looked.
    ['is done', 60, null, { code: 73, stderr: expect.stringContaining('demo.db exists; the demo fills only a new database.') }],
    ['is stopped', 365, 'SIGINT', { code: 130 }],
  ] as const)('leaves a database alone that somebody else made meanwhile: the demo %s', async (_name, days, signal, end) => {
    const { child, ended } = await startDemo(days)
    writeFileSync(work.path('demo.db'), 'of somebody else')
    if (signal !== null) child.kill(signal)
    expect(await ended).toMatchObject(end)
    expect(readdirSync(work.folder)).toEqual(['demo.db'])
    expect(readFileSync(work.path('demo.db'), 'utf8')).toBe('of somebody else')
  })
})

/** Linux tells which files a process has open. */
function hasOpen(pid: number | undefined, file: string): boolean {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).some((name) => {
    try {
      return readlinkSync(join(folder, name)) === file
    } catch {
      // Closed meanwhile.
      return false
    }
  })
}

it('four servers on one file all come up, and record side by side', async () => {
  const servers = await Promise.all(Array.from({ length: 4 }, () => work.serve()))
  const accepted = await Promise.all(servers.map(({ url }) => sendEvents(url, pageViews(25))))
  expect(accepted).toEqual([25, 25, 25, 25])
  const ends = await Promise.all(servers.map((server) => server.stop()))
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect((await work.run(['export'])).stdout.trim().split('\n')).toHaveLength(100)
})

it('a destination that answers without end is sent to once', async () => {
  const endless = await startFakeService((response) => {
    response.writeHead(200)
    const more = () => void (response.write('x'.repeat(16_384)) ? setImmediate(more) : response.once('drain', more))
    more()
  }, await claimPort())
  try {
    const server = await work.serve({ TELEMETRY_WEBHOOK_URL: endless.url })
    await waitForHealth(server, ({ forwarders }) => forwarders[0]?.state === 'ok')
    await sendEvents(server.url, pageViews(5))
    await waitForHealth(server, ({ forwarders }) => forwarders[0]?.sent === 5)
    expect(endless.seen).toHaveLength(1)
  } finally {
    await endless.close()
  }
})
