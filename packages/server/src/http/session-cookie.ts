import { cookieKey, type Credential, type Credentials, type Role } from './credentials'
import type { Secrets } from './secrets'

/** Name of the cookie of someone who signed in. */
export const sessionCookieName = 'parel_telemetry'

const lifetimeMs = 12 * 3_600_000
const cookiePattern = /^((admin|share)\.([\w-]{1,24})\.(\d{1,15})\.([\w-]{43}))\.([\w-]{43})$/

/**
 * Makes the value of the cookie: which credential, until when, a key that only its secret gives, and a signature with the credential's digest as its key. So a copy
 * of the database makes no cookie, and a cookie makes none that ends later. Nothing is kept on the server, and revoking the credential ends every session that it opened.
 */
export function encodeSession(credential: Credential, { secret, secrets, now }: { readonly secret: string; readonly secrets: Secrets; readonly now: number }): string {
  const expiresAt = Math.min(now + lifetimeMs, credential.expiresAt ?? Infinity)
  const claim = `${credential.role}.${credential.id}.${expiresAt}.${cookieKey(secret, secrets)}`
  return `${claim}.${secrets.sign(credential.digest, claim)}`
}

/** The credential behind a cookie's value, or null when it is forged, expired or revoked. */
export async function readSession(
  value: string,
  { credentials, secrets, now }: { readonly credentials: Credentials; readonly secrets: Secrets; readonly now: number },
): Promise<Credential | null> {
  const [, claim = '', role, id, expiresAt, key = '', signature = ''] = cookiePattern.exec(value) ?? []
  if (role === undefined || id === undefined || Number(expiresAt) <= now) return null
  const credential = await credentials.find(role as Role, id)
  if (credential === null || !secrets.isEqual(secrets.digest(key), credential.proof)) return null
  return secrets.isEqual(secrets.sign(credential.digest, claim), signature) ? credential : null
}

/** Finds a cookie in the Cookie header. */
export function readCookie(header: string | null, name: string): string | null {
  const pair = header?.slice(0, 8192).split(';').find((part) => part.trim().startsWith(`${name}=`))
  return pair === undefined ? null : pair.trim().slice(name.length + 1)
}

/** The Set-Cookie header of a session; an empty value ends it. */
export function sessionCookie(value: string, options: { readonly path: string; readonly secure: boolean }): string {
  const age = value === '' ? 0 : lifetimeMs / 1000
  return `${sessionCookieName}=${value}; Path=${options.path || '/'}; Max-Age=${age}; HttpOnly; SameSite=Strict${options.secure ? '; Secure' : ''}`
}
