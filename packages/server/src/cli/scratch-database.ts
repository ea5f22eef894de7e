import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join, parse } from 'node:path'
import { giveName } from '../store/sqlite/part-file'
import { removeAtExit } from '../store/sqlite/remove-at-exit'
import { CommandError } from './command-error'
import { clearScratchLeftovers, scratchFolderPrefix } from './scratch-leftovers'
import { EXIT } from './exit-codes'
import { fileError } from './file-error'
import { shellWord } from './shell-word'

/** A database that is ours alone until it gets its name, or is thrown away. */
export interface ScratchDatabase {
  /** Where it is filled. */
  readonly file: string
  /** Gives the closed file its name; refuses where that name was taken meanwhile. */
  finish(): void
  /** Leaves nothing behind. */
  discard(): void
}

/** Refuses a name that is taken. */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw new CommandError(`${path} exists; the demo fills only a new database. Give another one: --database ${shellWord(freeName(path))}`, EXIT.cannotCreate)
}

function freeName(path: string): string {
  const { dir, name, ext } = parse(path)
  for (let number = 2; ; number++) {
    const other = join(dir, `${name}-${number}${ext}`)
    if (!existsSync(other)) return other
  }
}

/**
 * Begins a database in a folder of its own beside its name: what is cut short is never taken for the whole, and what is thrown away is ours, whoever takes the
 * name meanwhile. It is thrown away at the end of the process too, however hard somebody insists; what a killed process left goes with the next one of that name.
 */
export function createScratchDatabase(path: string): ScratchDatabase {
  clearScratchLeftovers(path)
  const folder = makeFolder(path)
  const file = join(folder, basename(path))
  // A thread of the store may still be writing there when the process ends at once.
  const discard = removeAtExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 10 }))
  return {
    file,
    discard,
    finish() {
      if (!giveName(file, path)) refuseExisting(path)
      discard()
    },
  }
}

function makeFolder(path: string): string {
  try {
    return mkdtempSync(scratchFolderPrefix(path))
  } catch (error) {
    throw fileError(path, { verb: 'written', cure: 'Give a file in a folder that exists and where this user may write.', error })
  }
}
