import type { Credential, Credentials, Role } from './credentials'
import type { Secrets } from './secrets'

/** Name of the cookie of someone who signed in. */
export const sessionCookieName = 'parel_telemetry'

const lifetimeMs = 12 * 3_600_000
const cookiePattern = /^(admin|share)\.([\w-]{1,24})\.(\d{1,15})\.([\w-]{43})$/

/**
 * Makes the value of the cookie: which credential, until when, and a signature with the credential's digest as its key. Nothing is kept on
 * the server, and revoking the credential ends every session that it opened.
 */
export function encodeSession(credential: Credential, options: { readonly secrets: Secrets; readonly now: number }): string {
  const expiresAt = Math.min(options.now + lifetimeMs, credential.expiresAt ?? Infinity)
  const claim = `${credential.role}.${credential.id}.${expiresAt}`
  return `${claim}.${options.secrets.sign(credential.digest, claim)}`
}

/** The credential behind a cookie's value, or null when it is forged, expired or revoked. */
export async function readSession(
  value: string,
  options: { readonly credentials: Credentials; readonly secrets: Secrets; readonly now: number },
): Promise<Credential | null> {
  const [, role, id, expiresAt, signature] = cookiePattern.exec(value) ?? []
  if (role === undefined || id === undefined || signature === undefined || Number(expiresAt) <= options.now) return null
  const credential = await options.credentials.find(role as Role, id)
  if (credential === null) return null
  return options.secrets.isEqual(options.secrets.sign(credential.digest, `${role}.${id}.${expiresAt}`), signature) ? credential : null
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
