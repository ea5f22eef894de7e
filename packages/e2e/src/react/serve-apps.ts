import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { claimPort } from '../claim-port.ts'

/** A server of single page apps. */
export interface AppServer {
  readonly origin: string
  close(): void
}

/** What a server of apps may do besides. */
export interface ServeAppsOptions {
  /** HTML that stands before the script of every app. */
  readonly head?: string
  /** Pages that are no apps, by path. */
  readonly pages?: Readonly<Record<string, string>>
  /** Takes what a page posts. The page is answered when the promise is kept. */
  readonly onPost?: (body: string) => Promise<void> | void
}

/** Serves scripts under `/bundle/<name>.js`, and for every other path a page that loads the script named by `?bundle=`. */
export async function serveApps(readScript: (name: string) => Promise<Uint8Array>, { head = '', pages = {}, onPost }: ServeAppsOptions = {}): Promise<AppServer> {
  const answer = async (request: IncomingMessage): Promise<readonly [type: string, body: string | Uint8Array]> => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST') await onPost?.(await text(request))
    const script = /^\/bundle\/([\w-]{1,80})\.js$/.exec(url.pathname)?.[1]
    if (script) return ['text/javascript', await readScript(script)]
    if (url.pathname === '/favicon.ico') return ['image/x-icon', '']
    const app = `<!doctype html><title>Matrix</title>${head}<main></main><script src="/bundle/${url.searchParams.get('bundle')}.js"></script>`
    return ['text/html; charset=utf-8', pages[url.pathname] ?? app]
  }
  const server = createServer(async (request, response) => {
    const [type, body] = await answer(request)
    response.setHeader('content-type', type).end(body)
  })
  const port = await claimPort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
