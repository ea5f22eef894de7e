import { afterEach, expect, it, vi } from 'vitest'
import { createFailureLogger } from '../../src/failure-logger'
import { createTelemetryServer } from '../../src/index'

afterEach(() => vi.restoreAllMocks())

function listen() {
  const said: string[] = []
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  return said
}

it('a wrong path of the database is said once, with its cure, where no logger was given', async () => {
  const said = listen()
  const telemetry = createTelemetryServer({ database: '/no-such-folder/telemetry.db', enabled: true })
  const ask = (path: string, init?: RequestInit) => telemetry.fetch(new Request(`http://host.example/api/telemetry${path}`, init))
  for (let request = 0; request < 3; request++) {
    expect((await ask('', { method: 'POST', body: '{"type":"page_view","page":"/ada"}', headers: { 'content-type': 'application/json' } })).status).toBe(503)
  }
  const ready = await ask('/ready')
  expect({ status: ready.status, body: await ready.json() }).toEqual({
    status: 503, body: { success: false, error: { code: 'store_unavailable', message: 'The store cannot be used at the moment. The log of the server says why.' } },
  })
  expect(said).toEqual([expect.stringMatching(/^PareL Telemetry: the store cannot be opened \(reason="\/no-such-folder\/telemetry\.db cannot be opened for writing .*Check that its folder exists/)])
  await telemetry.close()
})

it('a cause is said again after an hour, another at once, and what is no failure never', () => {
  const said = listen()
  let now = 0
  const logger = createFailureLogger(() => now)
  const fail = (deaths: number) => logger.error('a store worker ended', { role: 'scribe', deaths, reason: 'memory' })
  fail(1)
  fail(2)
  logger.error('request failed', { status: 500, code: 'internal' })
  logger.warn('a hint')
  logger.info('listening')
  logger.debug('detail')
  expect(said).toHaveLength(2)
  now = 3_600_000
  fail(3)
  expect(said).toHaveLength(3)
  now = 0
  fail(3)
  expect(said).toHaveLength(4)
})

it('causes without end take no memory without end, and cannot break a line', () => {
  const said = listen()
  const logger = createFailureLogger(() => 0)
  for (let index = 0; index < 1000; index++) logger.error('failed', { reason: `line\n${index}` })
  expect(said).toHaveLength(1000)
  expect(said.every((line) => !/\p{Cc}/u.test(line))).toBe(true)
  logger.error('failed', { reason: 'line\n999' })
  expect(said).toHaveLength(1000)
})

it('a logger of the host hears instead', async () => {
  const said = listen()
  const error = vi.fn<() => void>()
  const telemetry = createTelemetryServer({ database: '/no-such-folder/telemetry.db', logger: { debug() {}, info() {}, warn() {}, error } })
  expect((await telemetry.fetch(new Request('http://host.example/api/telemetry/ready'))).status).toBe(503)
  expect(error).toHaveBeenCalledWith('request failed', expect.objectContaining({ reason: expect.stringContaining('/no-such-folder/telemetry.db') }))
  expect(said).toEqual([])
  await telemetry.close()
})
