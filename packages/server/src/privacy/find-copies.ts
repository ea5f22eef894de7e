import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { BEFORE_RESTORE, RESTORING } from '../store/sqlite/half-restored'

/** Copies of a database that were put beside it: before a restore, before a new schema, and what was cut short of one. They hold raw events too. */
export function findCopies(path: string): readonly string[] {
  const folder = dirname(resolve(path))
  if (!existsSync(folder)) return []
  const beginnings = [BEFORE_RESTORE, '.before-schema-', RESTORING].map((name) => basename(path) + name)
  return readdirSync(folder)
    .filter((name) => beginnings.some((beginning) => name.startsWith(beginning)))
    .map((name) => path.slice(0, path.length - basename(path).length) + name)
    // A link may lead nowhere: there is nothing to read, and nothing to delete.
    .filter((file) => existsSync(file))
    .toSorted()
}
