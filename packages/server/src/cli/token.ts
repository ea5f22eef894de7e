import type { LabelRules } from '../cleaning/clean-label'
import { asFlag, readWhole } from '../config/read-value'
import { type Credential, createCredentials, type Credentials, listCredentials } from '../http/credentials'
import { refuseLabel } from '../http/refuse-label'
import { nodeSecrets } from '../node-secrets'
import type { StoreReader } from '../store/sqlite/read-store'
import type { Command, CommandResult } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import type { OpenOptions } from './open-database'
import { table } from './table'

/** Words and flags of `token`. */
export interface TokenOptions {
  readonly action: string
  readonly id?: string
  readonly label?: string
  readonly days?: string
}

const dayMs = 86_400_000
const readDays = asFlag(readWhole({ from: 1, to: 3660, example: 90, what: 'a whole number of days' }))

/** Makes, lists and revokes admin tokens. A token is shown once; the database keeps its digest. */
export const token: Command<TokenOptions> = async ({ action, id, label, days }, { withReader, withStore, now, cleaning }) => {
  const work = CHANGES.get(action)
  if (work === undefined && action !== 'list') throw new CommandError(`token ${JSON.stringify(action.slice(0, 40))} is not known. Give new, list or revoke.`, EXIT.usage)
  const isRevoking = action === 'revoke'
  if (isRevoking && id === undefined) throw new CommandError('token revoke needs an id. "parel-telemetry token list" shows them.', EXIT.usage)
  if (!isRevoking && id !== undefined) throw new CommandError(`token ${action} takes no id. Only revoke does.`, EXIT.usage)
  const ignored = label !== undefined ? '--label' : days !== undefined ? '--days' : null
  if (action !== 'new' && ignored !== null) throw new CommandError(`token ${action} takes no ${ignored}. Only new does.`, EXIT.usage)
  const expiresAt = days === undefined ? null : now() + readDays(days, '--days') * dayMs
  if (work === undefined) return withReader(listTokens)
  const withCredentials: WithCredentials = (change, options) => withStore((store) => change(createCredentials({ store, secrets: nodeSecrets, now, configured: [] })), options)
  return work(withCredentials, { id: id ?? '', label: readLabel(label ?? '', cleaning), expiresAt })
}

function readLabel(text: string, { routes, strict, review }: LabelRules): string {
  const label = text.slice(0, 80).replace(/[\p{Cc}\p{Cs}]/gu, ' ')
  const refused = refuseLabel(label, { name: '--label', rules: { routes, strict, review } })
  if (refused !== undefined) throw new CommandError(refused, EXIT.usage)
  return label
}

type WithCredentials = <Result>(change: (credentials: Credentials) => Promise<Result>, options?: OpenOptions) => Promise<Result>

interface Request {
  readonly id: string
  readonly label: string
  /** Milliseconds since 1970-01-01 UTC; null: never. */
  readonly expiresAt: number | null
}

type Change = (withCredentials: WithCredentials, request: Request) => Promise<CommandResult>

const makeToken: Change = async (withCredentials, { label, expiresAt }) => {
  const made = await withCredentials((credentials) => credentials.create({ role: 'admin', label, expiresAt }), { create: true })
  const data = { ...describe(made), token: made.secret }
  const revoke = `parel-telemetry token revoke ${made.id}`
  const unseen = () =>
    withCredentials((credentials) => credentials.revoke('admin', made.id)).then(
      () => 'The token that nobody saw was revoked.',
      () => `The token that nobody saw could not be revoked. Run: ${revoke}`,
    )
  return { text: `${made.secret}\nThis is shown once. Id ${made.id}; revoke it with: ${revoke}`, data, unseen }
}

async function listTokens(reader: StoreReader): Promise<CommandResult> {
  const tokens = (await listCredentials(reader, 'admin')).toSorted((left, right) => left.createdAt - right.createdAt).map(describe)
  const rows = tokens.map(({ id, label, createdAt, expiresAt }) => [id, createdAt.slice(0, 10), expiresAt?.slice(0, 10) ?? 'never', label])
  return { text: rows.length === 0 ? 'There are no tokens. Make one with: parel-telemetry token new' : table(['id', 'created', 'expires', 'label'], rows), data: { tokens } }
}

const revokeToken: Change = async (withCredentials, { id }) => {
  if (!(await withCredentials((credentials) => credentials.revoke('admin', id)))) throw new CommandError(`There is no token ${JSON.stringify(id.slice(0, 40))}. "parel-telemetry token list" shows the ids.`, EXIT.noInput)
  return { text: `Revoked ${id}.`, data: { revoked: id } }
}

const CHANGES: ReadonlyMap<string, Change> = new Map([
  ['new', makeToken],
  ['revoke', revokeToken],
])

function describe({ id, label, createdAt, expiresAt }: Credential) {
  return { id, label, createdAt: new Date(createdAt).toISOString(), expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString() }
}
