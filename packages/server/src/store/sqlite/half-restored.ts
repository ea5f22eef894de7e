import { realFile } from './real-file'

/** Ends of the names that `restore` gives beside a database: to the copy that it makes, and to what was there before. */
export const RESTORING = '.restoring'
export const BEFORE_RESTORE = '.before-restore-'

/** What is left of a restore that was killed before the new file got its name. */
export interface HalfRestored {
  /** What was there before, where it was set aside already. */
  readonly kept: string | null
  /** What is wrong, and what to do. */
  readonly says: string
}

/** Finds out whether a database is missing because a restore was cut short. An empty one must not be made in its place: it would look like the real one. */
export function findHalfRestored(path: string): HalfRestored | null {
  const { existsSync, readdirSync } = process.getBuiltinModule('node:fs')
  const { basename, dirname, join } = process.getBuiltinModule('node:path')
  const file = realFile(path)
  if (existsSync(file) || !existsSync(file + RESTORING)) return null
  const beginning = basename(file) + BEFORE_RESTORE
  // Their names bear the time, and companions are longer.
  const name = readdirSync(dirname(file)).filter((found) => found.startsWith(beginning) && !/-(?:wal|shm|journal)$|\.damaged$/.test(found)).toSorted().at(-1)
  const kept = name === undefined ? null : join(dirname(file), name)
  const back = kept === null ? `delete ${file}${RESTORING}` : `move ${kept} back to ${file}`
  return { kept, says: `${path} is missing: "parel-telemetry restore" has begun and not ended. Run it again if it does not run any more${kept === null ? '' : `; what was there before is ${kept}`}. To do without the backup, ${back}.` }
}
