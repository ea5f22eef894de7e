import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createTelemetryServer, memoryStore } from '../../src/index'

const token = 'test-token-0123456789-abcdefghijklmn'

let stop: () => void = () => {}
afterEach(() => stop())

/** Does what `on-headers` 1.0.2 does for compression 1.7, morgan 1.10 and express-session 1.17: sets each header, then lets the middleware change them. */
function watchHeaders(response: ServerResponse, change: () => void): void {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = ((status: number, headers: Record<string, string> | [string, string][] = []) => {
    const pairs = Array.isArray(headers) ? headers.map(([name, value]) => [name, value] as const) : Object.entries(headers)
    for (const [name, value] of pairs) response.setHeader(name, value)
    change()
    return writeHead(status)
  }) as typeof response.writeHead
}

async function start(): Promise<string> {
  const { listener } = createTelemetryServer({ store: memoryStore(), enabled: true, adminToken: token })
  const server = createServer((request, response) => {
    watchHeaders(response, () => void response.appendHeader('set-cookie', 'session=of-the-host'))
    listener(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  stop = () => server.close()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('answers behind middleware that changes headers have theirs and its own', async () => {
  const url = await start()
  const answer = await fetch(`${url}/api/telemetry/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) })
  expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^parel_telemetry=admin\./), 'session=of-the-host'])
  expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store', 'content-length': '16' })
  await answer.body?.cancel()
})

it('a live view behind it is one', async () => {
  const url = await start()
  const answer = await fetch(`${url}/api/telemetry/live`, { headers: { authorization: `Bearer ${token}` } })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  await answer.body?.cancel()
})
