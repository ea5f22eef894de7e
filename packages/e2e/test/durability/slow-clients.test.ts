import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startServer } from '../../src/durability/kill-loop.ts'
import { endWithProcess } from '../../src/end-with-process.ts'
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
  // The same machine runs both: a clock of 12 s in a process of its own, and the clock of the server.
  const clock = endWithProcess(spawn(process.execPath, ['-e', 'setTimeout(() => {}, 12000)'], { stdio: 'ignore' }))
  expect(await Promise.race([Promise.all(slow).then(() => 'the slow clients'), once(clock, 'exit').then(() => 'the clock')])).toBe('the slow clients')
  expect(await Promise.all(slow)).toEqual([408, 408, 408])
  clock.kill()
  await server.stop()
})

it('ends soon after SIGTERM, with what was begun answered', { timeout: 60_000 }, async () => {
  const database = join(createTemporaryFolder(), 'telemetry.db')
  const begin = performance.now()
  const server = await startServer(database, 'honest')
  const startMs = performance.now() - begin
  const answers = Array.from({ length: 20 }, () =>
    fetch(`${server.url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/a"}' }).then(({ status }) => status),
  )
  // What was not begun is reset, and may be so before anybody looks at it.
  const settled = Promise.allSettled(answers)
  await answers[0]
  const stoppedAt = performance.now()
  await server.stop()
  expect(server.child.exitCode).toBe(0)
  // Against the start of the same process, whatever else the machine does: 5 s of a start of one.
  expect((performance.now() - stoppedAt) / startMs).toBeLessThan(5)
  const statuses = (await settled).flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  expect(new Set(statuses)).toEqual(new Set([200]))
})

/** Writes a bit every half second and tells with which status it was ended. */
async function drip(url: string, first: string, next: (index: number) => string): Promise<number> {
  let index = 0
  let received = ''
  let timer: NodeJS.Timeout | undefined
  const socket: Socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
    socket.write(first)
    timer = setInterval(() => socket.writable && socket.write(next(index++)), 500)
  })
  socket.on('data', (bytes: Buffer) => {
    received += bytes.toString('latin1')
  })
  socket.on('error', () => undefined)
  await once(socket, 'close')
  clearInterval(timer)
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1])
}
