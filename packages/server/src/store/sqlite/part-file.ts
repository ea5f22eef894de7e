import { isGone, isOwn, processMark } from './process-mark'
import { removeAtExit } from './remove-at-exit'

/** A file that is ours alone until it is whole and gets its name. */
export interface PartFile {
  /** Where it is written. */
  readonly file: string
  /** Gives the closed file its name. False when that was taken meanwhile. */
  finish(): boolean
  /** Leaves nothing behind. */
  discard(): void
}

const MARK = /\.part-([0-9a-f]{8}-\d{1,10})-[0-9a-f]{8}$/
const COMPANIONS = ['', '-journal', '-wal', '-shm']
/** Where processes have numbers of their own (containers of one host name), a process that seems gone may be writing; none rests so long. */
const staleMs = 3_600_000

/**
 * Begins a file beside its name, so that what was cut short is never taken for the whole. It is thrown away at the end of the process too; what a killed process
 * left is cleared by the next one that begins a file in that folder, see {@link clearParts}.
 */
export function beginPart(path: string): PartFile {
  clearParts(path, Date.now())
  const random = process.getBuiltinModule('node:crypto').randomBytes(4).toString('hex')
  const file = `${path}.part-${processMark()}-${random}`
  const discard = removeAtExit(() => removeWithCompanions(file))
  return {
    file,
    discard,
    finish() {
      const isNamed = giveName(file, path)
      discard()
      return isNamed
    },
  }
}

/**
 * Clears in the folder of `path` what killed processes have left of a {@link beginPart}: plain files of this user whose name was given by a process of this machine
 * that is gone, and that nobody has written to for an hour. Whatever is in doubt stays.
 */
function clearParts(path: string, now: number): void {
  const { lstatSync, readdirSync } = process.getBuiltinModule('node:fs')
  const { dirname, join } = process.getBuiltinModule('node:path')
  try {
    for (const name of readdirSync(dirname(path))) {
      const mark = MARK.exec(name)?.[1]
      if (mark === undefined || !isGone(mark)) continue
      const file = join(dirname(path), name)
      const found = lstatSync(file)
      if (found.isFile() && isOwn(file) && found.mtimeMs < now - staleMs) removeWithCompanions(file)
    }
  } catch {
    // The folder cannot be read, or the file is gone: writing there will report what is wrong.
  }
}

function removeWithCompanions(file: string): void {
  for (const companion of COMPANIONS) process.getBuiltinModule('node:fs').rmSync(file + companion, { force: true })
}

/** A second name is given only where nothing has it; a move would write over what is there. */
export function giveName(file: string, path: string): boolean {
  const { existsSync, linkSync, renameSync } = process.getBuiltinModule('node:fs')
  try {
    linkSync(file, path)
    return true
  } catch {
    // Taken, or a file system without second names.
    if (existsSync(path)) return false
    renameSync(file, path)
    return true
  }
}
