import { hash } from 'node:crypto'
import { lstatSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { refuseForeign } from './open-database'
import { refuseInUse } from './refuse-in-use'

/** The beginning of the name of the folder in which a process fills a database: it tells whose it is. A number of a process means nothing on another machine. */
export function scratchFolderPrefix(path: string, pid: number = process.pid): string {
  return `${path}.new-${hash('sha256', hostname(), 'hex').slice(0, 8)}-${pid}-`
}

/**
 * Clears what processes that were killed left beside `path`. A folder goes only when its name was given by a process of this machine that is gone, and when there
 * is nothing in it but a database of ours that nobody has open; whatever is in doubt stays.
 */
export function clearScratchLeftovers(path: string): void {
  const folder = dirname(path)
  for (const name of namesIn(folder)) {
    const [, prefix, pid] = /^(.{1,255}-)(\d{1,10})-\w{6}$/.exec(name) ?? []
    if (pid === undefined || `${prefix}${pid}-` !== basename(scratchFolderPrefix(path, Number(pid))) || isAlive(Number(pid))) continue
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
    // Not ours, in use, or not ours to delete: it stays, and nobody needs it.
  }
}

/** Where files have an owner. */
function isOwn(folder: string): boolean {
  return process.platform === 'win32' || lstatSync(folder).uid === userInfo().uid
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // Whoever makes a folder here tells what is wrong.
  }
}

/** Whether a process of this number runs, whoever it is now. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
