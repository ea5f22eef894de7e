// Remembers which steps succeeded for which sources. A step runs again only when the content it depends on has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = 'node_modules/.parel'
const NEVER_SOURCES = new Set(['node_modules', 'dist', 'test', 'coverage', '.data', '.next'])

/**
 * Runs `work` unless it already succeeded for the same `content`.
 *
 * @param {string} name - File name of the stamp.
 * @param {string} content - Digest of everything the work depends on.
 * @param {() => Promise<boolean>} work - Returns whether it succeeded.
 */
export async function onlyWhenChanged(name, content, work) {
  const file = join(FOLDER, name)
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return true
  if (!(await work())) return false
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(file, content)
  return true
}

/**
 * SHA-256 over the names and contents of files, and of the files in folders; outputs and tests are left out.
 *
 * @param {string[]} paths
 */
export function digest(paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(listFiles).sort()) hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  return hash.digest('hex')
}

/** @param {string} path @returns {string[]} */
function listFiles(path) {
  const entries = readFolder(path)
  if (!entries) return [path]
  return entries
    .filter((entry) => !NEVER_SOURCES.has(entry.name) && !entry.isSymbolicLink())
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)]))
}

/** @param {string} path */
function readFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return undefined // A file, not a folder.
  }
}
