/**
 * Says whether an id is a word and a number, such as `user-42`, or a number with dashes, such as `078-05-1120`: then it is not random, and may be an account, a
 * phone number or a card. A UUID is longer.
 */
export function isNumbered(id: string): boolean {
  return /^(?:[a-z]{2,24}[-_]?\d{1,15}|[\d_-]{1,34})$/i.test(id)
}

/** Says whether an id has no letter, as a card, an account or a phone number has none. */
export function isNumber(id: string): boolean {
  return !/[a-z]/i.test(id)
}
