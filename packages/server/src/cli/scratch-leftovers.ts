import { lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isGone, isOwn, processMark } from '../store/sqlite/process-mark'
import { refuseForeign } from './open-database'
import { refuseInUse } from './refuse-in-use'

/** The beginning of the name of the folder in which a process fills a database: it tells whose it is. */
export function scratchFolderPrefix(path: string, pid: number = process.pid): string {
  return `${path}.new-${processMark(pid)}-`
}

/**
 * Clears what processes that were killed left beside `path`. A folder goes only when its name was given by a process of this machine that is gone, and when there
 * is nothing in it but a database of ours that nobody has open; whatever is in doubt stays.
 */
export function clearScratchLeftovers(path: string): void {
  const folder = dirname(path)
  for (const name of namesIn(folder)) {
    const [, named, mark] = /^(.{1,255})\.new-([0-9a-f]{8}-\d{1,10})-\w{6}$/.exec(name) ?? []
    if (mark === undefined || named !== basename(path) || !isGone(mark)) continue
    clear(join(folder, name), basename(path))
  }
}

function clear(folder: string, database: string): void {
  try {
    // A link is no folder, and its target is somebody else's.
    if (!lstatSync(folder).isDirectory() || !isOwn(folder)) return
    const own = ['', '-wal', '-shm', '-journal'].map((suffix) => database + suffix)
    const names = readdirSync(folder)
    if (!names.every((name) => own.includes(name) && lstatSync(join(folder, name)).isFile())) return
    refuseForeign(join(folder, database))
    refuseInUse(join(folder, database), 'run this again')
    for (const name of own) rmSync(join(folder, name), { force: true })
    // Not with all that is in it: what came meanwhile is not ours.
    rmdirSync(folder)
  } catch {
    // Not ours, in use, or not deletable: it stays, and does no harm.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // Creating a folder here will report what is wrong.
  }
}
