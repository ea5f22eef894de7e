import { FORWARDED_FIELDS, type Forwarder, type ForwardedField } from './forwarder'
import { judgeAnswer } from './judge-answer'
import type { SendRequest } from './send-request'
import { signedHeaders } from './signed-headers'

/** Settings of {@link createWebhookForwarder}. */
export interface WebhookForwarderOptions {
  /** Where batches go; https, or this machine. */
  readonly url: string
  /** Key of the signatures; without one, batches are not signed. */
  readonly secret: string
  readonly sendRequest: SendRequest
  readonly now: () => number
  /** Default: all, with ids of this destination's own. */
  readonly fields?: readonly ForwardedField[]
}

/** Creates a destination that posts `{"events":[…]}`. An event may come twice: its `id` is the same both times. */
export function createWebhookForwarder({ url, secret, sendRequest, now, fields = FORWARDED_FIELDS }: WebhookForwarderOptions): Forwarder {
  return {
    name: 'webhook',
    fields,
    batchSize: 500,
    async send(events, signal) {
      const body = JSON.stringify({ events })
      return judgeAnswer(await sendRequest({ url, headers: signedHeaders(body, secret, now()), body, signal }), now())
    },
  }
}
