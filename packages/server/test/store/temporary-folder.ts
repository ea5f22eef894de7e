import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for database files of one test file. */
export interface TemporaryFolder {
  readonly path: string
  /** Path of a file that does not exist yet. */
  file(): string
  readonly remove: () => void
}

/** Creates an empty folder outside the repository. */
export function createTemporaryFolder(): TemporaryFolder {
  // In memory where the system offers it: these tests ask for right numbers, packages/e2e/test/durability asks for the disk.
  const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const path = mkdtempSync(join(root, 'telemetry-store-'))
  let files = 0
  return { path, file: () => join(path, `${files++}.db`), remove: () => rmSync(path, { recursive: true, force: true }) }
}
