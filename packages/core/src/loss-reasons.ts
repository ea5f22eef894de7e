/** What a client gave an event up for, in the words in which it tells the server. */
export const GIVEN_UP_FOR = [
  'rate', // more than the client lets through
  'gate', // more than may wait for consent
  'before_send', // dropped by the app
  'invalid', // no known type, or without its page or name
  'unknown_event', // not declared, in strict mode
  'too_large', // the server refuses even one event of this size
  'rejected', // the server refuses it for good
  'overflow', // more than memory may hold
  'expired', // waited longer than a day
  'blocked', // a filter or a policy stands in the way
  'internal', // a fault of the client
] as const

/** One of {@link GIVEN_UP_FOR}. */
export type LossReason = (typeof GIVEN_UP_FOR)[number]
