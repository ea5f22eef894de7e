import type { SendResult } from './forwarder'
import type { Answer } from './send-request'

const MAX_REST_MS = 3_600_000

const FAILURES: Readonly<Record<'timeout' | 'unreachable' | 'cut' | 'connection' | 'private_address' | 'bad_address', string>> = {
  timeout: 'did not answer in time',
  unreachable: 'could not be reached in time',
  cut: 'cut at the end of the process',
  connection: 'the connection failed',
  private_address: 'its name leads to a private address; set TELEMETRY_ALLOW_PRIVATE_TARGETS=true if that is meant',
  bad_address: 'its address is not allowed',
}

/** Refusals that have nothing to do with the events: without them the next one would be refused, too, and one after another set aside. */
const TO_CHECK: ReadonlyMap<number, string> = new Map([
  [401, 'the token'], [402, 'the account'], [403, 'the token'], [404, 'the address'], [405, 'the address'], [407, 'what is in between'], [410, 'the address'],
  [415, 'the address'], [421, 'the address'], [423, 'the account'], [426, 'the address'], [451, 'what is in between'],
])

/**
 * Turns the answer of a destination into what to do next.
 *
 * @param now - Milliseconds since 1970-01-01 UTC, for a `Retry-After` that is a date.
 */
export function judgeAnswer(answer: Answer, now: number): SendResult {
  if ('failure' in answer) return { outcome: isForGood(answer.failure) ? 'stopped' : 'retry', reason: FAILURES[answer.failure], ...(answer.failure === 'timeout' && { isSlow: true }) }
  const { status } = answer
  const reason = `answered ${status}`
  if (status >= 200 && status < 300) return { outcome: 'sent' }
  if (status >= 300 && status < 400) return { outcome: 'stopped', reason: `${reason}: a redirect, which is not followed` }
  const toCheck = TO_CHECK.get(status)
  if (toCheck !== undefined) return { outcome: 'stopped', reason: `${reason}: check ${toCheck}` }
  if (status === 413) return { outcome: 'too_large', reason }
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { outcome: 'retry', reason, ...readRetryAfter(answer.header('retry-after'), now) }
  return { outcome: 'refused', reason }
}

function isForGood(failure: keyof typeof FAILURES): boolean {
  return failure === 'bad_address' || failure === 'private_address'
}

function readRetryAfter(value: string | null, now: number): { readonly retryAfterMs?: number } {
  if (value === null) return {}
  const ms = /^\d{1,9}$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value.slice(0, 64)) - now
  return Number.isFinite(ms) && ms > 0 ? { retryAfterMs: Math.min(ms, MAX_REST_MS) } : {}
}
