import * as v from 'valibot'
import type { Credential } from '../http/credentials'
import type { Reply } from '../http/exchange'
import { HttpError } from '../http/http-error'
import { readJson } from '../http/read-json'
import { refuseLabel } from '../http/refuse-label'
import { jsonReply } from '../http/replies'
import type { Exchange } from './route'

const dayMs = 86_400_000

const bodySchema = v.object({
  label: v.pipe(v.string(), v.trim(), v.maxLength(80)),
  days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)), 30),
})

/** Lists the share links. Their secrets are not kept, so they are not in it. */
export async function getShares({ request, parts }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin'])
  const shares = await parts.credentials.list('share')
  return jsonReply(200, { shares: shares.map(describe) })
}

/** Makes a link that reads reports until it expires or is revoked. */
export async function postShare({ request, parts, prefix }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin'])
  const body = v.safeParse(bodySchema, await readJson(request, parts.options.limits))
  if (!body.success) throw new HttpError(400, 'invalid_payload', 'The body must be {"label":"…","days":30} with at most 80 characters and 1 to 366 days.')
  const { routes, strict, review } = parts.options
  const refused = refuseLabel(body.output.label, { name: 'The label', rules: { routes, strict, review } })
  if (refused !== undefined) throw new HttpError(400, 'invalid_payload', refused)
  const expiresAt = parts.options.now() + body.output.days * dayMs
  const { id, secret } = await parts.credentials.create({ role: 'share', label: body.output.label, expiresAt })
  // A path, because the Host header is the visitor's word; and a fragment, because that never leaves the browser.
  const url = `${prefix}${parts.options.dashboardPath}#share=${secret}`
  return jsonReply(201, { id, url, expiresAt: new Date(expiresAt).toISOString() })
}

/** Revokes a share link, and every session that it opened. */
export async function deleteShare({ request, parts, parameter }: Exchange): Promise<Reply> {
  await parts.gate.require(request, ['admin'])
  if (!(await parts.credentials.revoke('share', parameter))) throw new HttpError(404, 'not_found', 'There is no share link with this id.')
  return jsonReply(200, { success: true })
}

function describe({ id, label, createdAt, expiresAt }: Credential): unknown {
  return { id, label, createdAt: new Date(createdAt).toISOString(), expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString() }
}
