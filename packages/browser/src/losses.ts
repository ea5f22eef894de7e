/** Why an event was lost; counted, and told to the server with the next batch. */
export type LossReason =
  | 'rate' // more than the client lets through
  | 'gate' // more than may wait for consent
  | 'before_send' // dropped by the app
  | 'invalid' // no known type, or without its page or name
  | 'unknown_event' // not declared, in strict mode
  | 'too_large' // the server refuses even one event of this size
  | 'rejected' // the server refuses it for good
  | 'overflow' // more than memory may hold
  | 'expired' // waited longer than a day
  | 'blocked' // a filter or a policy stands in the way
  | 'internal' // a fault of this client

export interface Losses {
  count(reason: LossReason, events?: number): void
  /** All losses of this stream, or undefined when there are none. */
  all(): Readonly<Record<string, number>> | undefined
  /** Whether something was lost since the last `told`. */
  isNews(): boolean
  told(): void
}

/** Keeps the books of one stream. */
export function createLosses(): Losses {
  const counts: Record<string, number> = {}
  let total = 0
  let toldTotal = 0
  return {
    count(reason, events = 1) {
      counts[reason] = (counts[reason] ?? 0) + events
      total += events
    },
    all: () => (total ? { ...counts } : undefined),
    isNews: () => total > toldTotal,
    told() {
      toldTotal = total
    },
  }
}
