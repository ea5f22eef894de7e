import type { CommandResult } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { fileError } from './file-error'

/** Standard output takes no more. */
export class OutputError extends CommandError {
  override name = 'OutputError'
  /** A reader that has seen enough, such as `head`. */
  readonly isClosed: boolean

  constructor(cause: unknown) {
    const { message, exitCode } = fileError('Standard output', { verb: 'written', cure: 'Send it to a file on a disk with room.', error: cause })
    super(message, exitCode)
    this.isClosed = cause instanceof Error && 'code' in cause && cause.code === 'EPIPE'
  }
}

type Write = (text: string) => Promise<void>

/** Makes every failure of a write an {@link OutputError}. */
export function nameFailures(write: Write): Write {
  return (text) =>
    write(text).catch((error: unknown) => {
      throw new OutputError(error)
    })
}

/** Writes what a command answers, and takes back what is of no use unseen. Returns the exit code. */
export async function writeAnswer({ unseen, exitCode = EXIT.done }: CommandResult, { text, write }: { readonly text: string; readonly write: Write }): Promise<number> {
  try {
    await write(text)
  } catch (error) {
    if (unseen !== undefined) await takeBack(unseen, error)
    if (!(error instanceof OutputError && error.isClosed)) throw error
  }
  return exitCode
}

async function takeBack(unseen: NonNullable<CommandResult['unseen']>, error: unknown): Promise<never> {
  const { message, exitCode } = error instanceof CommandError ? error : new OutputError(error)
  const outcome = await unseen()
  throw new CommandError(`${message} ${outcome}`, exitCode)
}
