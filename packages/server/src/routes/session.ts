import * as v from 'valibot'
import { longestSecret } from '../http/credentials'
import type { Reply } from '../http/exchange'
import { HttpError } from '../http/http-error'
import { readJson } from '../http/read-json'
import { jsonReply } from '../http/replies'
import { encodeSession, sessionCookie } from '../http/session-cookie'
import type { Exchange } from './route'

const bodySchema = v.object({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(longestSecret)) })

/** Says who the visitor is and how one gets in. Who brings no token is never refused: asking is not trying. */
export async function getSession({ request, parts }: Exchange): Promise<Reply> {
  const { role } = await parts.gate.identify(request)
  return jsonReply(200, { role, login: parts.gate.loginKind(request) })
}

/** Exchanges an admin token or a share link's secret for a cookie. */
export async function postSession({ request, parts, prefix }: Exchange): Promise<Reply> {
  const body = v.safeParse(bodySchema, await readJson(request, parts.options.limits))
  if (!body.success) throw new HttpError(400, 'invalid_payload', 'The body must be {"token":"…"}.')
  const secret = body.output.token
  const credential = await parts.gate.exchange(request, secret)
  const value = encodeSession(credential, { secret, secrets: parts.secrets, now: parts.options.now() })
  return jsonReply(200, { role: credential.role }, { 'set-cookie': sessionCookie(value, { path: prefix, secure: isSecure(request) }) })
}

/** Signs out. */
export async function deleteSession({ request, parts, prefix }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin', 'share'])
  return jsonReply(200, { success: true }, { 'set-cookie': sessionCookie('', { path: prefix, secure: isSecure(request) }) })
}

function isSecure(request: Exchange['request']): boolean {
  // The page's own scheme: behind a proxy that ends TLS only the browser knows it.
  return request.header('origin')?.startsWith('https:') ?? request.header('x-forwarded-proto') === 'https'
}
