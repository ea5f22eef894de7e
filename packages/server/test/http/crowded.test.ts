import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createRawServers, whole } from './raw-server'

const { start, servers } = createRawServers()
afterEach(servers.close)

/** A connection on which one event was answered, and nothing is said any more. */
async function idleAt(port: number) {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write(whole)
  await once(socket, 'data')
  return socket
}

it('idle connections make room before anybody is turned away', { timeout: 30_000 }, async () => {
  const { port } = await start({ rateLimit: false })
  const idle = await Promise.all(Array.from({ length: 896 }, () => idleAt(port)))
  expect(idle.filter(({ readableEnded, destroyed }) => readableEnded || destroyed)).toEqual([])
  const gone = Promise.all(idle.map((socket) => once(socket, 'close')))
  const visitor = await idleAt(port)
  await gone
  expect(visitor.destroyed).toBe(false)
  visitor.destroy()
})
