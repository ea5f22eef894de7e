import type { IngestStatus } from '@axiomhq/js'
import { FORWARDED_FIELDS, type ForwardedEvent, type ForwardedField, type Forwarder, type SendResult } from './forwarder'
import { judgeAnswer } from './judge-answer'
import type { SendRequest } from './send-request'

/** Settings of {@link createAxiomForwarder}. */
export interface AxiomForwarderOptions {
  readonly token: string
  readonly dataset: string
  /** Address of the API, for another region. Default: Axiom's own. */
  readonly url?: string
  readonly sendRequest: SendRequest
  readonly now: () => number
  /** Default: all, with ids of this destination's own. */
  readonly fields?: readonly ForwardedField[]
  /** Loads the client; the package is an optional peer. */
  readonly load?: () => Promise<Pick<typeof import('@axiomhq/js'), 'AxiomWithoutBatching'>>
}

/** Creates a destination that sends events to an Axiom dataset. Metadata stay one map field, so that their keys add no columns. */
export function createAxiomForwarder(options: AxiomForwarderOptions): Forwarder {
  const { load = () => import('@axiomhq/js'), fields = FORWARDED_FIELDS } = options
  return {
    name: 'axiom',
    fields,
    batchSize: 1000,
    async send(events, signal) {
      const loaded = await load().catch(() => null)
      if (loaded === null) return { outcome: 'stopped', reason: 'the package @axiomhq/js is not installed; run: npm install @axiomhq/js' }
      return ingest(events, { ...options, signal, AxiomClient: loaded.AxiomWithoutBatching })
    },
  }
}

type Ingest = AxiomForwarderOptions & { readonly signal: AbortSignal; readonly AxiomClient: typeof import('@axiomhq/js').AxiomWithoutBatching }

/** The client hides its errors and tries again on its own; so it gets a fetch that keeps the answer for us and has nothing to try again. */
async function ingest(events: readonly ForwardedEvent[], { AxiomClient, token, dataset, url, sendRequest, now, signal }: Ingest): Promise<SendResult> {
  let result: SendResult = { outcome: 'retry', reason: 'the client sent nothing' }
  const client = new AxiomClient({
    token,
    ...(url !== undefined && { url }),
    onError() {},
    async fetch(address, init) {
      const answer = await sendRequest({ url: String(address), headers: init?.headers as Record<string, string>, body: init?.body as Uint8Array, signal })
      result = judgeAnswer(answer, now())
      return result.outcome === 'sent' && 'body' in answer ? new Response(answer.body, { status: 200 }) : new Response('{}', { status: 400 })
    },
  })
  const status: IngestStatus = await client.ingest(dataset, events.map(toAxiom))
  return result.outcome === 'sent' ? { ...result, dropped: status.failed } : result
}

function toAxiom({ createdAt, ...event }: ForwardedEvent): object {
  return { _time: createdAt, ...event }
}
