import { HttpError } from '../http/http-error'
import type { IncomingRequest, Reply } from '../http/exchange'
import { isKnown } from '../http/is-known'
import type { StaticFile } from '../http/static-files'
import type { Exchange } from './route'

/** Hands out one file of the dashboard. */
export async function getAsset({ request, parts, parameter }: Exchange): Promise<Reply> {
  return staticReply(request, await parts.files.asset(parameter), 'public, max-age=31536000, immutable')
}

/** Hands out the script-tag bundle of the browser package. */
export async function getScript({ request, parts }: Exchange): Promise<Reply> {
  // Short: the name has no hash, and a fix must reach the pages.
  return staticReply(request, await parts.files.script(), 'public, max-age=3600', { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' })
}

function staticReply(request: IncomingRequest, file: StaticFile | null, cacheControl: string, extra: Readonly<Record<string, string>> = {}): Reply {
  if (file === null) throw new HttpError(404, 'not_found', 'There is nothing at this address.')
  const headers = { 'content-type': file.contentType, 'cache-control': cacheControl, etag: file.etag, 'x-content-type-options': 'nosniff', ...extra }
  return isKnown(request, file.etag) ? { status: 304, headers, body: null } : { status: 200, headers, body: file.body }
}
