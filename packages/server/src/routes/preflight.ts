import type { Reply } from '../http/exchange'
import { corsHeaders, originDenied } from '../http/origin'
import { emptyReply } from '../http/replies'
import { countRequest } from './count-request'
import type { Exchange } from './route'

/** Answers a CORS preflight. Only listed origins may send events. */
export async function preflight({ request, parts }: Exchange): Promise<Reply> {
  await countRequest(request, parts)
  const allowed = parts.options.allowedOrigins
  const headers = corsHeaders(request, allowed)
  if (headers['access-control-allow-origin'] === undefined) throw originDenied(request, { allowed, hints: parts.hints })
  return emptyReply(204, {
    ...headers,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type, content-encoding',
    'access-control-max-age': '86400',
  })
}
