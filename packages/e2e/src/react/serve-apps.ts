import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of single page apps. */
export interface AppServer {
  readonly origin: string
  close(): void
}

/** Serves scripts under `/bundle/<name>.js`, and for every other path a page that loads the script named by `?bundle=`. */
export async function serveApps(readScript: (name: string) => Promise<Uint8Array>): Promise<AppServer> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const script = /^\/bundle\/([\w-]{1,80})\.js$/.exec(url.pathname)?.[1]
    if (script) return response.setHeader('content-type', 'text/javascript').end(await readScript(script))
    if (url.pathname === '/favicon.ico') return response.writeHead(204).end()
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>Matrix</title><main></main><script src="/bundle/${url.searchParams.get('bundle')}.js"></script>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
