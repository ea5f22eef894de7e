import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { TelemetryServer } from '@parel/telemetry-server'
import { answerShop } from './shop-api.ts'
import type { StaticFile } from './static-files.ts'

interface SiteOptions {
  readonly telemetry: Pick<TelemetryServer, 'listener'>
  readonly files: ReadonlyMap<string, StaticFile>
}

/** The whole site behind one listener: telemetry first, then the shop's own API, then its pages. */
export function createSite({ telemetry, files }: SiteOptions): RequestListener {
  return (request, response) =>
    telemetry.listener(request, response, () => {
      const url = URL.parse(request.url ?? '/', 'http://127.0.0.1')
      if (!url) return sendPage(response, undefined) // Such as `//`, which names no host.
      if (url.pathname.startsWith('/api/shop/')) return void sendAnswer(request, response, url)
      sendPage(response, files.get(url.pathname) ?? (url.pathname.includes('.') ? undefined : files.get('/index.html')))
    })
}

async function sendAnswer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  request.resume() // What was ordered does not matter to a demo.
  const { status, body } = await answerShop(request.method ?? 'GET', url)
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

function sendPage(response: ServerResponse, file: StaticFile | undefined): void {
  if (!file) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.\n')
  response.writeHead(200, {
    'content-type': file.type,
    'cache-control': 'no-cache',
    // Everything is the site's own: telemetry needs no exception.
    'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
  })
  response.end(file.bytes)
}
