import type { Reply, ReplyHeaders } from './exchange'

/** Headers of every answer that is made for one request. */
export const dynamicHeaders: ReplyHeaders = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  vary: 'Origin, Authorization, Cookie',
}

/** Nothing beside {@link dynamicHeaders}: answers then share one object, which an adapter needs to look at once. */
export const noHeaders: ReplyHeaders = {}

/** Answers with JSON. */
export function jsonReply(status: number, value: unknown, headers?: ReplyHeaders): Reply {
  return textReply(status, JSON.stringify(value), headers)
}

/** Answers with text that already is JSON. */
function textReply(status: number, body: string, headers = noHeaders): Reply {
  return { status, headers: headers === noHeaders ? dynamicHeaders : { ...dynamicHeaders, ...headers }, body }
}

/** Answers with bytes that already are JSON. */
export function bytesReply(status: number, body: Uint8Array): Reply {
  return { status, headers: dynamicHeaders, body }
}

/** Answers with the one shape that every refusal has. */
export function errorReply(status: number, error: { readonly code: string; readonly message: string }, headers?: ReplyHeaders): Reply {
  return jsonReply(status, { success: false, error: { code: error.code, message: error.message } }, headers)
}

/** Answers without a body. */
export function emptyReply(status: number, headers: ReplyHeaders = {}): Reply {
  const { 'content-type': _none, ...rest } = dynamicHeaders
  return { status, headers: { ...rest, ...headers }, body: null }
}
