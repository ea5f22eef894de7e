import { packageVersion } from './package-version'
import type { TelemetryStore } from './store/store'

interface Shared {
  readonly opening: Promise<TelemetryStore>
  users: number
}

// On globalThis, because hot reload may load this module again, too.
function registry<Entry>(name: string): Map<string, Entry> {
  const kept = globalThis as { [name: symbol]: Map<string, Entry> | undefined }
  return (kept[Symbol.for(`@parel/telemetry-server@${packageVersion}/${name}`)] ??= new Map())
}

const stores = registry<Shared>('stores')
const jobs = registry<() => unknown>('jobs')

/**
 * Opens a store that another server of this process may have open already; the last one that is closed closes it. For development: each edit of the file that
 * makes a server makes another one, nobody closes the one before, and every one would keep two threads and the database.
 *
 * @param name - Says all that a store depends on: others are opened for themselves, and refused for themselves.
 */
export async function shareStore(name: string, open: () => Promise<TelemetryStore>): Promise<TelemetryStore> {
  const shared = stores.get(name) ?? { opening: open(), users: 0 }
  stores.set(name, shared)
  shared.users++
  const forget = () => void (stores.get(name) === shared && stores.delete(name))
  try {
    const store = await shared.opening
    const leave = async () => {
      if (--shared.users > 0) return
      forget()
      await store.close()
    }
    let leaving: Promise<void> | undefined
    return { ...store, close: () => (leaving ??= leave()) }
  } catch (error) {
    forget()
    throw error
  }
}

/**
 * Ends the daily jobs of the server that had them before. For development, too: the timer of a server that an edit left behind would keep all of it in memory, and
 * its jobs would go on with the retention of before.
 *
 * @param stop - Ends the jobs of the one that has them now.
 */
export function takeOverJobs(database: string, stop: () => unknown): void {
  const before = jobs.get(database)
  jobs.set(database, stop)
  if (before !== stop) before?.()
}
