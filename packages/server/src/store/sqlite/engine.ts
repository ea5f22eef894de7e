import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store'

/** The first of each line whose SQLite keeps what it commits, see {@link refuseEngineVersion}. The `engines` of the package say the same. */
export const WANTED_NODE = 'Run Node 22.22.3, 24.15, 25.8.1 or later'

/** The module that comes with the runtime. It is asked for at run time, so that a bundler never looks for it and other stores never load it. */
export function loadEngine(): typeof import('node:sqlite') {
  // Node prints an ExperimentalWarning before 24.15; silencing it is the host's choice, not a library's.
  const engine = process.getBuiltinModule?.('node:sqlite')
  if (engine === undefined) {
    // Shown to anyone who asks whether the server is ready: the library writes no log, so there is nowhere else to look.
    const publicReason = `This runtime has no node:sqlite. ${WANTED_NODE}, or give another store.`
    throw new StoreUnavailableError(publicReason.replace('runtime', `runtime (${process.version})`), { publicReason })
  }
  return engine
}

/**
 * Says why this version of SQLite must not be used, or null.
 *
 * A bug in the reset of the write-ahead log can lose committed rows where two connections share a file, which is how this store works. Fixed in
 * 3.44.6, 3.50.7 and 3.51.3.
 */
export function refuseEngineVersion(version: string): string | null {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const release = minor * 1000 + patch
  const isSafe = major > 3 || (major === 3 && (release >= 51_003 || (minor === 50 && patch >= 7) || (minor === 44 && patch >= 6)))
  return isSafe ? null : `SQLite ${version} can lose committed rows when two connections share a file (fixed in 3.51.3). ${WANTED_NODE}.`
}

/** Reads the one value of a pragma or a one-row query. */
export function readValue(db: DatabaseSync, sql: string): unknown {
  const row = db.prepare(sql).get()
  return row === undefined ? undefined : Object.values(row)[0]
}
