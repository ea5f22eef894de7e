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

/** Events lost so far, by reason. */
export type Losses = Record<string, number>

export function countLoss(losses: Losses, reason: LossReason, events = 1): void {
  losses[reason] = (losses[reason] ?? 0) + events
}
