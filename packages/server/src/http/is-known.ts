import type { IncomingRequest } from './exchange'

/** Says whether the client has what bears this tag. A proxy that packs an answer makes its tag a weak one, which says the same here. */
export function isKnown(request: IncomingRequest, etag: string): boolean {
  return request.header('if-none-match')?.split(',', 20).some((tag) => tag.trim().replace(/^W\//, '') === etag) === true
}
