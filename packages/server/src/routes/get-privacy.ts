import { dateOfDay, type PrivacyInventory } from '@parel/telemetry-core'
import type { Reply } from '../http/exchange'
import { jsonReply } from '../http/replies'
import type { AppParts } from './parts'
import { toCounts } from '../rows/fold'
import type { StoreHealth } from '../store/store'
import type { Exchange } from './route'

const fields: PrivacyInventory['fields'] = [
  { name: 'id', type: 'text', keeps: 'A random stream of one session in one document and a sequence number, to count a repeated delivery once.' },
  { name: 'type', type: 'text', keeps: 'The kind of event.' },
  { name: 'page', type: 'text', keeps: 'The route, with [id] in place of identifiers; never the address.' },
  { name: 'action', type: 'text', keeps: 'The name of the action or the kind of the error.' },
  { name: 'duration', type: 'integer', keeps: 'Milliseconds.' },
  { name: 'metadata', type: 'json', keeps: 'What the app adds, after personal data and secrets were removed.' },
  { name: 'sessionId', type: 'text', keeps: 'A random id of one tab session, or what the app gives as one; deleted with the raw event.' },
  { name: 'platform', type: 'text', keeps: 'web or mobile.' },
  { name: 'createdAt', type: 'time', keeps: 'When it happened; for the end of a session, when that session began.' },
]

const neverKept: PrivacyInventory['neverKept'] = [
  'IP addresses', 'User-Agent', 'cookies', 'names and user ids in fields called so', 'email addresses', 'authentication tokens', 'passwords', 'query strings', 'raw addresses',
]

/** Shows anyone what is kept, for how long, and what was removed. Its only counts are of removals and objections. */
export async function getPrivacy({ parts }: Exchange): Promise<Reply> {
  const store = await parts.store()
  const now = parts.options.now()
  return jsonReply(200, describePrivacy(await store.health(now), now, parts))
}

function describePrivacy(health: StoreHealth, now: number, { options }: AppParts): PrivacyInventory {
  const { oldestRawDay } = health
  return {
    now: new Date(now).toISOString(),
    fields,
    neverKept,
    removed: toCounts(health.removed),
    retentionDays: options.retentionDays,
    nextDeletion: oldestRawDay === null ? null : dateOfDay(oldestRawDay + options.retentionDays + 1),
    optOuts: health.dropped.get('opt_out') ?? 0,
    destinations: options.forwarders?.destinations ?? [],
  }
}
