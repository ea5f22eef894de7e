/** Why a client gave up an event, in the words that it reports to the server. */
export const GIVEN_UP_FOR = [
  'rate', // over the client's rate limit
  'gate', // over the limit of events that wait for consent
  'before_send', // dropped by the app
  'invalid', // unknown type, or no page or name
  'unknown_event', // not declared, in strict mode
  'too_large', // the server refuses a single event of this size
  'rejected', // the server refused it permanently
  'overflow', // over the limit of memory
  'expired', // waited longer than a day
  'blocked', // by a content blocker or a policy
  'internal', // an error in the client
] as const

/** One of {@link GIVEN_UP_FOR}. */
export type LossReason = (typeof GIVEN_UP_FOR)[number]
