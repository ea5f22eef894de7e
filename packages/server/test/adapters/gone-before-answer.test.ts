import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createHttpServer } from '../../src/adapters/http-server'
import { createNodeListener } from '../../src/adapters/node'

it('a stream for somebody who went while it was prepared is cancelled, and nothing more is asked of it', async () => {
  const cancelled = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  const body = new ReadableStream<Uint8Array>({ cancel: () => cancelled.resolve() })
  const listener = createNodeListener({ covers: () => true, answer: () => gone.promise.then(() => ({ status: 200, headers: {}, body })) })
  const server = createHttpServer((request, response) => {
    response.once('close', () => gone.resolve())
    listener(request, response)
    client.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1', () => client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))
  await gone.promise
  await cancelled.promise
  expect(body.locked).toBe(true)
  server.close()
})
