import { gunzipSync } from 'node:zlib'
import type { Request } from 'playwright-core'

// Random ids and clocks: any short word or number turns up in them sooner or later.
const CHANCE = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|"stream":"\w{1,40}"|\b(?:st=|"t0":)\d{13}|127\.0\.0\.1:\d{1,5}/g

/** What a page sent, address and body, as text without its random parts; a sealed segment is gzipped. */
export function readSent(request: Request): string {
  const body = request.postDataBuffer() ?? Buffer.alloc(0)
  const isGzip = body[0] === 0x1f && body[1] === 0x8b
  return `${request.url()}\n${(isGzip ? gunzipSync(body) : body).toString('utf8')}`.replace(CHANCE, '')
}
