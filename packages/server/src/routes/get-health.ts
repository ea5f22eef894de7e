import type { Reply } from '../http/exchange'
import { jsonReply } from '../http/replies'
import type { Exchange } from './route'

/** Says that the process answers. No counts, no paths. */
export function getHealth(): Reply {
  return jsonReply(200, { status: 'ok' })
}

/** Says whether the store can be used. */
export async function getReady({ parts }: Exchange): Promise<Reply> {
  const store = await parts.store()
  await store.health(parts.options.now())
  return jsonReply(200, { status: 'ready' })
}
