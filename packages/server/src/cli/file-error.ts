import { describeFileError } from '../config/describe-file-error'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** A file that cannot be read or written, why, and the cure. */
export function fileError(file: string, { verb, cure, error }: { readonly verb: 'read' | 'written'; readonly cure: string; readonly error: unknown }): CommandError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const exitCode = verb === 'read' ? EXIT.noInput : FULL.has(code) ? EXIT.full : EXIT.cannotCreate
  return new CommandError(`${file} cannot be ${verb} (${describeFileError(error)}). ${cure}`, exitCode)
}
