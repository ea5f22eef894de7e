import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createHttpServer } from '../../src/adapters/http-server'
import { createNodeListener } from '../../src/adapters/node'

const pieceBytes = 128 * 1024

it('an answer that waits for its reader again and again piles up nothing on the connection', async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let piece = 0; piece < 20; piece++) controller.enqueue(new Uint8Array(pieceBytes))
      controller.close()
    },
  })
  const listener = createNodeListener({ covers: () => true, answer: async () => ({ status: 200, headers: {}, body }) })
  let response: ServerResponse | undefined
  let ownListeners = 0
  const server = createHttpServer((request, answer) => {
    response = answer
    ownListeners = answer.listenerCount('close')
    listener(request, answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const reading = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`).then((answer) => answer.arrayBuffer())
  let most = 0
  server.on('request', () => response?.on('drain', () => (most = Math.max(most, response?.listenerCount('close') ?? 0))))
  expect((await reading).byteLength).toBe(20 * pieceBytes)
  expect(most).toBeGreaterThan(0)
  expect(most - ownListeners).toBeLessThanOrEqual(3)
  server.close()
})
