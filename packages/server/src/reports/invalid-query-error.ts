/** A query that cannot be answered; the message names parameter, value and what is allowed. */
export class InvalidQueryError extends Error {
  override name = 'InvalidQueryError'
  constructor(
    message: string,
    /** A name that nobody knows and those that are known, where a typing error may be the reason. */
    readonly typed?: { readonly name: string; readonly known: readonly string[] },
  ) {
    super(message)
  }
}
