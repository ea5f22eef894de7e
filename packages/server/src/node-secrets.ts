import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Secrets } from './http/secrets'

/** The cryptographic acts of the server, by node:crypto. */
export const nodeSecrets: Secrets = {
  digest: (text) => hash('sha256', text, 'base64url'),
  sign: (key, text) => createHmac('sha256', key).update(text).digest('base64url'),
  isEqual: (left, right) => timingSafeEqual(hash('sha256', left, 'buffer'), hash('sha256', right, 'buffer')),
  random: (bytes) => randomBytes(bytes).toString('base64url'),
}
