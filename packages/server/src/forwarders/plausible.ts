import type { ForwardedEvent, Forwarder, SendResult } from './forwarder'
import { judgeAnswer } from './judge-answer'
import type { SendRequest } from './send-request'

/** Settings of {@link createPlausibleForwarder}. */
export interface PlausibleForwarderOptions {
  /** The site as Plausible knows it, such as `shop.example`. */
  readonly domain: string
  /** Where Plausible runs, such as `https://plausible.io`; it may be below a path. */
  readonly url: string
  readonly sendRequest: SendRequest
  readonly now: () => number
}

/**
 * Creates a destination that tells Plausible of page views and actions. Plausible tells visitors apart by an address and a User-Agent that we never
 * have: its visitors mean nothing then, only its counts do, and it may throw events away. What it says it threw away is counted as dropped.
 */
export function createPlausibleForwarder({ domain, url, sendRequest, now }: PlausibleForwarderOptions): Forwarder {
  const endpoint = new URL(url)
  endpoint.pathname = endpoint.pathname.replace(/(?:\/api\/event)?\/?$/, '/api/event')
  const sendOne = async (event: ForwardedEvent, signal: AbortSignal): Promise<SendResult> => {
    const answer = await sendRequest({ url: endpoint.href, headers, body: JSON.stringify(toPlausible(event, domain)), signal })
    const result = judgeAnswer(answer, now())
    const isDropped = 'status' in answer && answer.header('x-plausible-dropped') === '1'
    return isDropped && result.outcome === 'sent' ? { ...result, dropped: 1 } : result
  }
  return {
    name: 'plausible',
    fields: ['type', 'page', 'action'],
    batchSize: 10,
    accepts: ({ type, action }) => type === 'page_view' || (type === 'action' && !OWN_NAMES.has(action)),
    async send(events, signal) {
      let dropped = 0
      for (const [done, event] of events.entries()) {
        const result = await sendOne(event, signal)
        if (result.outcome !== 'sent') return { ...result, done, dropped }
        dropped += result.dropped ?? 0
      }
      return { outcome: 'sent', dropped }
    },
  }
}

/** Names that Plausible keeps for itself: an action called so would count as something else, or not be taken. */
const OWN_NAMES: ReadonlySet<string | null> = new Set(['pageview', 'engagement'])

const headers = { 'content-type': 'application/json' }

function toPlausible({ type, page, action }: ForwardedEvent, domain: string): unknown {
  return { name: type === 'page_view' ? 'pageview' : action, url: `https://${domain}${page ?? '/'}`, domain }
}
