import { realFile } from './real-file'

/** The file beside a damaged database that says what was found. While it is there, the database is not opened. */
export function damageMarkOf(path: string): string {
  return `${realFile(path)}.damaged`
}

/** Marks a damaged file, which itself stays as it is: it is neither written to nor replaced until somebody has looked at it. */
export function markDamaged(path: string, reason: string): void {
  try {
    process.getBuiltinModule('node:fs').writeFileSync(damageMarkOf(path), `${reason}\n`)
  } catch {
    // A read-only folder: the error that is thrown anyway says the same.
  }
}
