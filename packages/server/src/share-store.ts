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
const backgrounds = registry<() => unknown>('backgrounds')
/** Which database each store is of that was given out here. */
const databases = new WeakMap<TelemetryStore, string>()

/** What a shared store depends on. */
interface SharedStoreOptions {
  readonly database: string
  /** All else: others are opened for themselves, and refused for themselves. */
  readonly settings: readonly unknown[]
}

/**
 * Opens a store that another server of this process may have open already; the last one that is closed closes it. For development: each edit of the file that
 * creates a server creates another one, nobody closes the previous one, and each would keep two threads and the database open.
 */
export async function shareStore({ database, settings }: SharedStoreOptions, open: () => Promise<TelemetryStore>): Promise<TelemetryStore> {
  const name = JSON.stringify([database, ...settings])
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
    const given = { ...store, close: () => (leaving ??= leave()) }
    databases.set(given, database)
    return given
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
  takeOver(jobs, { database, stop })
}

/** The same for what `createBackgroundWork` makes: a forwarder of before would hold its lease, and the edited one never send. */
export function takeOverBackground(store: TelemetryStore, stop: () => unknown): void {
  const database = databases.get(store)
  if (database !== undefined) takeOver(backgrounds, { database, stop })
}

function takeOver(owners: Map<string, () => unknown>, { database, stop }: { readonly database: string; readonly stop: () => unknown }): void {
  const before = owners.get(database)
  owners.set(database, stop)
  if (before !== stop) before?.()
}
