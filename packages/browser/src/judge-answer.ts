import type { Answer } from './transport'

/** What to do with a segment after an answer. */
export type Verdict = 'delivered' | 'split' | 'plain' | 'rejected' | 'stop' | 'wait' | 'unreachable'

/** Temporary refusals: the same request may succeed later. */
const TEMPORARY = [408, 425, 429]

/** Reads an answer. A 200 that is not ours (captive portals) and a redirect are the same as no answer. */
export function judgeAnswer({ status, acknowledged }: Pick<Answer, 'status' | 'acknowledged'>): Verdict {
  if (acknowledged) return 'delivered'
  if (status === 413) return 'split'
  if (status === 415) return 'plain'
  if (status === 401 || status === 403) return 'stop'
  if (status >= 500 || TEMPORARY.includes(status)) return 'wait'
  return status >= 400 ? 'rejected' : 'unreachable'
}
