import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterEach } from 'vitest'

/** A request as a destination saw it. */
export interface SeenRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const running: (() => void)[] = []

afterEach(() => {
  for (const stop of running.splice(0)) stop()
})

/** Starts a destination on this machine that answers as the test says. */
export async function fakeDestination(answer: (response: ServerResponse, call: number) => void) {
  const seen: SeenRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const bytes = Buffer.concat(chunks)
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
      seen.push({ path: request.url ?? '', headers: request.headers, body: body.toString('utf8') })
      answer(response, seen.length)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  running.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

/** Answers with a status, headers and a body. */
export function reply(status: number, headers: Record<string, string> = {}, body = '{}') {
  return (response: ServerResponse) => void response.writeHead(status, headers).end(body)
}
