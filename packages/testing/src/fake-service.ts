import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** A request as a service saw it. */
export interface SeenRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A service on this machine that keeps what it is sent. */
export interface FakeService {
  readonly url: string
  readonly seen: readonly SeenRequest[]
  /** Resolves with the first request, once it is there. */
  first(): Promise<SeenRequest>
  close(): Promise<void>
}

/** Starts a service; `respond` gets the number of the request, from 1. The port is one of the system's choice unless it is given. */
export async function startFakeService(respond: (response: ServerResponse, call: number) => void, port = 0): Promise<FakeService> {
  const seen: SeenRequest[] = []
  let tellFirst = (_request: SeenRequest) => {}
  const first = new Promise<SeenRequest>((resolve) => void (tellFirst = resolve))
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const bytes = Buffer.concat(chunks)
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
      const last = { path: request.url ?? '', headers: request.headers, body: body.toString('utf8') }
      seen.push(last)
      tellFirst(last)
      respond(response, seen.length)
    })
  })
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    first: () => first,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Answers with a status, headers and a body. */
export function reply(status: number, headers: Readonly<Record<string, string>> = {}, body = '{}') {
  return (response: ServerResponse) => void response.writeHead(status, headers).end(body)
}
