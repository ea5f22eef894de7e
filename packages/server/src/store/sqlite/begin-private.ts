/**
 * Creates the empty file that a copy of a database is written into, with the permissions of the original: the engine itself would let everybody read it whom the
 * umask lets.
 */
export function beginPrivate(file: string, original: string): void {
  const { closeSync, openSync, statSync } = process.getBuiltinModule('node:fs')
  try {
    const { mode } = statSync(original)
    closeSync(openSync(file, 'a', (mode & 0o666) | 0o600))
  } catch {
    // Writing the copy will report what is wrong.
  }
}
