import type { Reply } from '../http/exchange'
import { HttpError } from '../http/http-error'
import { jsonReply } from '../http/replies'
import { StoreFullError } from '../store/store'
import type { Exchange } from './route'

/** Says that the process answers. No counts, no paths. */
export function getHealth(): Reply {
  return jsonReply(200, { status: 'ok' })
}

/** Says whether events can be stored; else 503 with the reason, whatever it is: a balancer should send them elsewhere. */
export async function getReady({ parts }: Exchange): Promise<Reply> {
  try {
    const store = await parts.store()
    await (store.ready === undefined ? store.health(parts.options.now()) : store.ready())
  } catch (error) {
    if (error instanceof StoreFullError) throw new HttpError(503, 'store_full', 'The store is full.', { 'retry-after': '60' })
    throw error
  }
  return jsonReply(200, { status: 'ready' })
}
