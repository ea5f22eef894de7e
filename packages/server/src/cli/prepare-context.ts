import { resolveSettings, type ResolvedSettings } from '../config/resolve-settings'
import { type NotedRules, rulesForOthers } from '../recorded-rules'
import { realFile } from '../store/sqlite/real-file'
import type { CliHost } from './cli-host'
import type { CommandContext } from './command'
import { createContext } from './create-context'
import type { ProgressLine } from './progress-line'
import { readServerRules } from './read-server-rules'

type Sources = Omit<Parameters<typeof resolveSettings>[0], 'server'>

interface PrepareOptions {
  readonly host: CliHost
  readonly line: ProgressLine
  readonly json: boolean
  /** What a server works with is what it will say of itself: what another start of it was given must not come back. */
  readonly isServer: boolean
}

/** Creates the context of a command from its settings and from what servers noted in the database. */
export async function prepareContext(sources: Sources, { host, line, json, isServer }: PrepareOptions): Promise<CommandContext> {
  const own = followLink(resolveSettings(sources))
  const renew = (noted: NotedRules): CommandContext => {
    const { strict = false, ...server } = isServer ? (noted.app ?? {}) : rulesForOthers(noted)
    return createContext(followLink(resolveSettings({ ...sources, server })), { host, line, json, strict, renew })
  }
  const noted = await readServerRules(own.values.database)
  if (noted.isDamaged) host.writeError(`parel-telemetry: what servers noted of their rules in ${own.values.database} is damaged and not heeded. Start the app that records into it again: it notes them anew.\n`)
  return renew(noted)
}

/** Commands look beside the database, move and delete it: all of that concerns the file itself. The list still says what was given. */
function followLink({ values, list }: ResolvedSettings): ResolvedSettings {
  return { values: { ...values, database: realFile(values.database) }, list }
}
