import { StoreUnavailableError } from '../../store'

/** Knows which file was opened, and refuses to go on when another one, or none, bears its name. */
export interface FileGuard {
  /** To be called when the file was just opened: that one is meant from now on. */
  remember(): void
  /** Why nothing more may be written, or null. One look at the name, without opening anything. */
  refusal(): StoreUnavailableError | null
}

/**
 * Creates the guard of a path. The engine goes on writing into the file that it has opened, wherever its name went: what is acknowledged then is gone with the last
 * connection, or is in a file that nobody looks at. A path that is none of the file system's, such as an address, is not looked at.
 */
export function createFileGuard(path: string): FileGuard {
  const { statSync } = process.getBuiltinModule('node:fs')
  // The host may change its folder later; the engine stays with the file.
  const file = process.getBuiltinModule('node:path').resolve(path)
  const identify = () => {
    try {
      const { dev, ino } = statSync(file, { bigint: true })
      // On Windows an open file cannot be replaced, and file numbers are not stable on every network share.
      return process.platform === 'win32' ? '' : `${dev} ${ino}`
    } catch {
      return null // Whatever the reason, the file cannot be found under its name.
    }
  }
  let known = identify()
  return {
    remember: () => void (known = identify() ?? known),
    refusal() {
      if (known === null) return null
      const found = identify()
      if (found === known) return null
      return new StoreUnavailableError(found === null ? deleted(path) : replaced(path))
    },
  }
}

function deleted(path: string): string {
  return `${path} was deleted while it was open: what would be written into it now would be lost. Start the server again.`
}

// The log lies under the same name, and whoever opens the new file takes it for its own.
function replaced(path: string): string {
  return `Another file was put in the place of ${path} while it was open: what would be written now would not be in it. Stop the server, move ${path}-wal and ${path}-shm away, which belong to the file that was there before, and start the server again. "parel-telemetry restore" does that for a backup.`
}
