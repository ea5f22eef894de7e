import * as v from 'valibot'
import type { TelemetryStore } from '../store/store'
import type { Secrets } from './secrets'

/** What a credential opens: everything, or reading. */
export type Role = 'admin' | 'share'

/** A credential as the store keeps it: digests, never itself. */
export interface Credential {
  readonly id: string
  readonly role: Role
  readonly label: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number
  /** Milliseconds since 1970-01-01 UTC; null: until revoked. */
  readonly expiresAt: number | null
  readonly digest: string
  /** Digest of its {@link cookieKey}: whoever reads the file, or a backup of it, can make no cookie. */
  readonly proof: string
}

/** What a cookie carries to show that it was made by somebody who had the secret. */
export function cookieKey(secret: string, secrets: Secrets): string {
  return secrets.sign(secret, 'cookie')
}

/** Makes, finds and revokes admin tokens and share links. */
export interface Credentials {
  /** The secret is in the answer once and kept nowhere. */
  create(options: { readonly role: Role; readonly label: string; readonly expiresAt: number | null }): Promise<Credential & { readonly secret: string }>
  /** The credential behind a secret, or null when it is unknown, revoked or expired. */
  verify(secret: string): Promise<Credential | null>
  find(role: Role, id: string): Promise<Credential | null>
  list(role: Role): Promise<readonly Credential[]>
  /** @returns Whether there was one. */
  revoke(role: Role, id: string): Promise<boolean>
}

/** What {@link createCredentials} works with. */
export interface CredentialsOptions {
  readonly store: Pick<TelemetryStore, 'readSetting' | 'writeSetting' | 'listSettings'>
  readonly secrets: Secrets
  readonly now: () => number
  /** Admin tokens of the configuration. */
  readonly configured: readonly string[]
}

/** Characters of the longest secret that is looked at. */
export const longestSecret = 512

const secretPattern = /^(admin|share)\.([\w-]{1,24})\.[\w-]{32,64}$/

/** Every credential of a role that was made, without those of the configuration; also where nothing may be written. */
export async function listCredentials(store: Pick<TelemetryStore, 'listSettings'>, role: Role): Promise<readonly Credential[]> {
  const settings = await store.listSettings(`${role}:`)
  return [...settings.values()].map(parseCredential).filter((credential) => credential !== null)
}

/** Admin tokens that were made and have not expired: the others open nothing. */
export async function countLiveTokens(store: Pick<TelemetryStore, 'listSettings'>, now: number): Promise<number> {
  return (await listCredentials(store, 'admin')).filter((credential) => isLive(credential, now)).length
}

function isLive({ expiresAt }: Credential, now: number): boolean {
  return (expiresAt ?? Infinity) > now
}

/** Creates the keeper of credentials over a store's settings. */
export function createCredentials({ store, secrets, now, configured }: CredentialsOptions): Credentials {
  const digestsOf = (secret: string) => ({ digest: secrets.digest(secret), proof: secrets.digest(cookieKey(secret, secrets)) })
  const fixed = configured.map((token, index) => ({ ...configuredCredential(index), ...digestsOf(token) }))
  const read = async (role: Role, id: string): Promise<Credential | null> => {
    const stored = fixed.find((credential) => credential.id === id) ?? parseCredential(await store.readSetting(`${role}:${id}`))
    return stored?.role === role && isLive(stored, now()) ? stored : null
  }
  return {
    async create({ role, label, expiresAt }) {
      // With a dash in front, the command that revokes it would take it for a flag.
      const id = secrets.random(9).replace(/^-/, '_')
      const secret = `${role}.${id}.${secrets.random(32)}`
      const credential = { id, role, label, createdAt: now(), expiresAt, ...digestsOf(secret) }
      await store.writeSetting(`${role}:${id}`, JSON.stringify(credential))
      return { ...credential, secret }
    },
    async verify(secret) {
      const digest = secrets.digest(secret.slice(0, longestSecret))
      // No early exit: how many are looked at must not depend on which one fits.
      const matches = fixed.filter((credential) => secrets.isEqual(credential.digest, digest))
      const [, role, id] = secretPattern.exec(secret) ?? []
      const stored = role !== undefined && id !== undefined ? await read(role as Role, id) : null
      return matches[0] ?? (stored !== null && secrets.isEqual(stored.digest, digest) ? stored : null)
    },
    find: read,
    list: (role) => listCredentials(store, role),
    async revoke(role, id) {
      if ((await store.readSetting(`${role}:${id}`)) === null) return false
      await store.writeSetting(`${role}:${id}`, null)
      return true
    },
  }
}

function configuredCredential(index: number): Omit<Credential, 'digest' | 'proof'> {
  return { id: `configured-${index}`, role: 'admin', label: 'configuration', createdAt: 0, expiresAt: null }
}

// A date beyond that could not be told.
const time = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))
const form = v.pipe(v.string(), v.parseJson(), v.object({
  id: v.string(), role: v.picklist(['admin', 'share']), label: v.string(), createdAt: time, expiresAt: v.nullable(time), digest: v.string(), proof: v.string(),
}))

/** Reads a credential as it is stored. Null where the file was damaged there: this one opens nothing, and hides no other. */
export function parseCredential(text: string | null): Credential | null {
  const parsed = v.safeParse(form, text)
  return parsed.success ? parsed.output : null
}
