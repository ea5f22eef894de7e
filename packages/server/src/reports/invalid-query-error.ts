/** A query that cannot be answered; the message names parameter, value and what is allowed. */
export class InvalidQueryError extends Error {
  override name = 'InvalidQueryError'
}
