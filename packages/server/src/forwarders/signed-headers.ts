import { createHmac } from 'node:crypto'

/**
 * Headers of a signed JSON body: `x-parel-signature: t=<milliseconds>,v1=<HMAC-SHA-256 of "t.body" in hex>`. The receiver computes the same and
 * refuses what is older than a few minutes.
 */
export function signedHeaders(body: string, secret: string, now: number): Record<string, string> {
  const headers = { 'content-type': 'application/json' }
  if (secret === '') return headers
  return { ...headers, 'x-parel-signature': `t=${now},v1=${createHmac('sha256', secret).update(`${now}.${body}`).digest('hex')}` }
}
