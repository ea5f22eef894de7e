import { mayWrite } from './may-write'
import { realFile } from './real-file'

/** The file beside a damaged database that says what was found. While it is there, the database is not opened. */
export function damageMarkOf(path: string): string {
  return `${realFile(path)}.damaged`
}

/** Marks a damaged file, which itself stays as it is: it is neither written to nor replaced until somebody has looked at it. */
export function markDamaged(path: string, reason: string): void {
  // Whoever may not write it may have read half of what its server was writing, and could not delete the mark of a start that found it whole.
  if (!mayWrite(path)) return
  try {
    process.getBuiltinModule('node:fs').writeFileSync(damageMarkOf(path), `${reason}\n`)
  } catch {
    // A read-only folder: the error that is thrown anyway says the same.
  }
}
