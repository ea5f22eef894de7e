import type { Books } from './kill-loop.ts'

export const eventsPerRequest = 20

/** One request of a client, as it is sent again and again until it is answered. */
export interface Batch {
  readonly stream: string
  readonly s0: number
}

/** `stored`: acknowledged. `unanswered`: the server died under it. `busy`: nothing of it was taken, come again. */
export type Answer = 'stored' | 'unanswered' | 'busy'

/** Sends a batch and keeps the books. Throws at an answer that no client may get. */
export async function sendBatch(url: string, books: Pick<Books, 'acknowledged' | 'sent' | 'inFlight'>, batch: Batch): Promise<Answer> {
  const ids = Array.from({ length: eventsPerRequest }, (_, index) => `${batch.stream}-${batch.s0 + index}`)
  for (const id of ids) books.sent.add(id)
  try {
    const response = await fetch(`${url}/api/telemetry?v=1&st=${Date.now()}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(batch) })
    const { accepted = 0, duplicates = 0 } = (await response.json()) as { readonly accepted?: number; readonly duplicates?: number }
    if (response.status === 503) return 'busy'
    // All or nothing: of a batch that was in flight either every event was written or none.
    if (accepted !== eventsPerRequest && duplicates !== eventsPerRequest) throw new Error(`${response.status}: ${accepted} accepted, ${duplicates} duplicates`)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    books.inFlight += eventsPerRequest
    return 'unanswered'
  }
  for (const id of ids) books.acknowledged.add(id)
  return 'stored'
}
