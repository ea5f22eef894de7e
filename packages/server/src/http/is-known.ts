import type { IncomingRequest } from './exchange'

/** Says whether the client has what bears this tag; `*` stands for whatever tag. A proxy that packs an answer makes its tag a weak one, or writes how it was packed behind it (Apache); both say the same here. */
export function isKnown(request: IncomingRequest, etag: string): boolean {
  const header = request.header('if-none-match')?.trim()
  return header === '*' || header?.split(',', 20).some((tag) => tag.trim().replace(/^W\//, '').replace(/-(?:gzip|br|zstd)"$/, '"') === etag) === true
}
