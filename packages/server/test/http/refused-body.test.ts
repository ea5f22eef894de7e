import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openRaw } from './raw-connection'
import { createRawServers, head, statusOf } from './raw-server'

const { start, servers } = createRawServers()
afterEach(servers.close)

describe('a body that is refused before it has arrived', () => {
  /** The client's end of a connection with the beginning of such a request, and the server's. */
  async function refuse(length: string) {
    const { server, port } = await start({ allowedOrigins: ['https://shop.example'] })
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
    const raw = openRaw(port, `${head(['Origin: https://evil.example', length])}${'x'.repeat(1000)}`)
    expect(statusOf(await raw.until('origin_denied'))).toBe(403)
    return { raw, socket: await accepted }
  }

  // Closed at once, the connection would be reset, and a proxy in front would tell 502.
  it('is thrown away as it comes, and the connection ends with it', async () => {
    const { raw, socket } = await refuse('Content-Length: 100000')
    raw.socket.write('x'.repeat(99_000))
    await raw.closed
    expect(socket.bytesRead).toBeGreaterThan(100_000)
  })

  it.each([
    ['when it does not come', 'Content-Length: 100000'],
    ['when it is larger than what is thrown away', 'Content-Length: 10000000'],
  ])('is not waited for %s', async (_name, length) => {
    const { raw, socket } = await refuse(length)
    await raw.closed
    expect(socket.bytesRead).toBeLessThan(2000)
  })
})
