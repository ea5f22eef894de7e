import type { IngestStatus } from '@axiomhq/js'
import { bareHost } from './address-guard'
import { FORWARDED_FIELDS, type ForwardedEvent, type ForwardedField, type Forwarder, type SendResult } from './forwarder'
import { judgeAnswer } from './judge-answer'
import type { SendRequest } from './send-request'

/** Settings of {@link createAxiomForwarder}. */
export interface AxiomForwarderOptions {
  readonly token: string
  readonly dataset: string
  /** Address of the API or of an edge deployment, for another region. Default: Axiom's own. */
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
  let isTooOld = false
  return {
    name: 'axiom',
    fields,
    batchSize: 1000,
    async send(events, signal) {
      if (isTooOld) return tooOld
      const loaded = await load().catch(() => null)
      if (loaded === null) return { outcome: 'stopped', reason: 'the package @axiomhq/js is not installed; run: npm install @axiomhq/js' }
      const result = await ingest(events, { ...options, signal, AxiomClient: loaded.AxiomWithoutBatching })
      isTooOld = result === null
      return result ?? tooOld
    },
  }
}

const tooOld: SendResult = { outcome: 'stopped', reason: 'the package @axiomhq/js is older than version 2; run: npm install @axiomhq/js@latest' }

type Ingest = AxiomForwarderOptions & { readonly signal: AbortSignal; readonly AxiomClient: typeof import('@axiomhq/js').AxiomWithoutBatching }

/**
 * The client hides its errors and tries again on its own; so it gets a fetch that keeps the answer for us and has nothing to try again. Null where it was not
 * used: before version 2 the client sends by itself, to any address, and would be given the same events for ever.
 */
async function ingest(events: readonly ForwardedEvent[], { AxiomClient, token, dataset, url, sendRequest, now, signal }: Ingest): Promise<SendResult | null> {
  const answers: SendResult[] = []
  const client = new AxiomClient({
    token,
    ...(url !== undefined && (isEdge(url) ? { edgeUrl: url } : { url })),
    onError() {},
    async fetch(address, init) {
      const answer = await sendRequest({ url: String(address), headers: init?.headers as Record<string, string>, body: init?.body as Uint8Array, signal })
      const result = judgeAnswer(answer, now())
      answers.push(result)
      return result.outcome === 'sent' && 'body' in answer ? new Response(answer.body, { status: 200 }) : new Response('{}', { status: 400 })
    },
  })
  const status: IngestStatus = await client.ingest(dataset, events.map(toAxiom))
  const result = answers.at(-1) ?? null
  return result?.outcome === 'sent' ? { ...result, dropped: status.failed } : result
}

/** An edge deployment takes events at another path than the API: https://axiom.co/docs/reference/edge-deployments */
function isEdge(url: string): boolean {
  return bareHost(new URL(url).hostname).endsWith('.edge.axiom.co')
}

function toAxiom({ createdAt, ...event }: ForwardedEvent): object {
  return { _time: createdAt, ...event }
}
