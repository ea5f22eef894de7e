import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startServer } from '../../src/durability/kill-loop.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

const head = 'POST /api/telemetry HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'

it('sends slow clients away within 12 s while others are served', { timeout: 90_000 }, async () => {
  const server = await startServer(join(createTemporaryFolder(), 'telemetry.db'), 'quiet')
  const slow = [
    drip(server.url, head, (index) => `X-${index}: 1\r\n`),
    drip(server.url, `${head}Content-Length: 1000\r\n\r\n`, () => ' '),
    drip(server.url, '', () => ''),
  ]
  const answer = await fetch(`${server.url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/a"}' })
  expect(answer.status).toBe(200)
  const [headers, body, silent] = await Promise.all(slow)
  expect({ headers: headers?.status, body: body?.status, silent: silent?.status }).toEqual({ headers: 408, body: 408, silent: 408 })
  expect(Math.max(...[headers, body, silent].map((client) => client?.seconds ?? Infinity))).toBeLessThan(12)
  await server.stop()
})

it('ends within 5 s of SIGTERM, with what was begun answered', { timeout: 60_000 }, async () => {
  const database = join(createTemporaryFolder(), 'telemetry.db')
  const server = await startServer(database, 'honest')
  const answers = Array.from({ length: 20 }, () =>
    fetch(`${server.url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/a"}' }).then(({ status }) => status),
  )
  // What was not begun is reset, and may be so before anybody looks at it.
  const settled = Promise.allSettled(answers)
  await answers[0]
  const startedAt = performance.now()
  await server.stop()
  expect(server.child.exitCode).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(5000)
  const statuses = (await settled).flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  expect(new Set(statuses)).toEqual(new Set([200]))
})

/** Writes a bit every half second and tells how and when it was ended. */
async function drip(url: string, first: string, next: (index: number) => string): Promise<{ readonly status: number; readonly seconds: number }> {
  const startedAt = performance.now()
  const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(first))
  let index = 0
  let received = ''
  const timer = setInterval(() => socket.writable && socket.write(next(index++)), 500)
  socket.on('data', (bytes: Buffer) => {
    received += bytes.toString('latin1')
  })
  socket.on('error', () => undefined)
  await once(socket, 'close')
  clearInterval(timer)
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1]), seconds: (performance.now() - startedAt) / 1000 }
}
