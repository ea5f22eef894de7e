import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** A page for each client, and a collector that only counts. */
export interface Sink {
  readonly url: string
  /** What arrived since the last reset: requests, their bytes, and how many different events. */
  read(): { readonly requests: number; readonly bytes: number; readonly events: number }
  reset(): void
  close(): Promise<void>
}

// Isolated pages have a clock of 5 µs instead of 100.
const PAGE_HEADERS = { 'content-type': 'text/html', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

export async function startSink(scripts: ReadonlyMap<string, string>): Promise<Sink> {
  const names = new Set<string>()
  let requests = 0
  let bytes = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.method === 'GET') {
      const code = scripts.get(decodeURIComponent(request.url?.slice(1) ?? ''))
      response.writeHead(200, PAGE_HEADERS)
      return response.end(`<!doctype html><script>const t0=performance.now();${code ?? ''};window.evaluateMs=performance.now()-t0</script>`)
    }
    const body = Buffer.concat(chunks)
    requests++
    bytes += body.length
    const text = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body
    for (const [name] of text.toString().matchAll(/ev_\d{1,7}/g)) names.add(name)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end('{"success":true}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    read: () => ({ requests, bytes, events: names.size }),
    reset() {
      names.clear()
      requests = bytes = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
