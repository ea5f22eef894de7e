import type { ResolvedSettings } from '../config/resolve-settings'
import type { CliHost } from './cli-host'
import type { CommandContext } from './command'
import { openDatabase, openDatabaseToRead } from './open-database'
import type { ProgressLine } from './progress-line'

interface ContextOptions {
  readonly host: CliHost
  readonly line: ProgressLine
  readonly json: boolean
  readonly strict: boolean
  readonly renew: CommandContext['renew']
}

/** Creates the context of a command from its settings. */
export function createContext(settings: ResolvedSettings, { host, line, json, strict, renew }: ContextOptions): CommandContext {
  const { routes, allow, deny, review } = settings.values
  return {
    settings,
    // Strict without routes would keep no word.
    cleaning: { routes, strict: strict && settings.list.some(({ key, origin }) => key === 'routes' && origin === 'server'), allow, deny, review },
    json,
    now: host.now,
    signal: host.signal,
    environment: host.environment,
    isTerminal: host.isTerminal,
    write: host.write,
    log: (line) => host.writeError(`${line}\n`),
    progress: (text) => !json && line.draw(text),
    serving: () => host.serving?.(),
    renew,
    rulesIntervalMs: host.rulesIntervalMs ?? 30_000,
    async withReader(work, options) {
      const reader = await openDatabaseToRead(settings, options)
      try {
        return await work(reader)
      } finally {
        reader.close()
      }
    },
    async withStore(work, options) {
      const store = await openDatabase(settings, options)
      try {
        return await work(store)
      } finally {
        await store.close()
      }
    },
  }
}
