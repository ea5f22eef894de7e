/** A command that cannot be done. The message says what is wrong, what was seen and what to do. */
export class CommandError extends Error {
  override name = 'CommandError'
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message)
  }
}
