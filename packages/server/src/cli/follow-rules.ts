import type { NodeListener } from '../adapters/node'
import { ConfigError } from '../config-error'
import type { TelemetryLogger } from '../logger'
import { parseRules, RULES_SETTING } from '../recorded-rules'
import type { ExchangeableStore } from '../store/exchangeable-store'
import { describeFailure } from '../store/store'
import type { TelemetryServer } from '../telemetry-server'
import type { CommandContext } from './command'
import { tellDifferences } from './given-rules'
import { leadToDashboard } from './lead-to-dashboard'
import { openAgain } from './open-database'

/** A server that works with what an app notes of its rules, whenever it does. */
export interface FollowingServer {
  readonly listener: NodeListener
  endLiveViews(): void
  /** Looks no more. To be called before its store is closed. */
  stop(): Promise<void>
  close(): Promise<void>
}

/** Collaborators of {@link followRules}. */
export interface FollowOptions {
  readonly context: CommandContext
  readonly store: ExchangeableStore
  /** Makes a server over the store with the rules of a context. */
  readonly make: (context: CommandContext) => TelemetryServer
  readonly logger: TelemetryLogger
}

/**
 * Serves, and looks from time to time whether an app has noted other rules in the file: then the store and the server are made anew with them, behind the same
 * address. Else a server that was there before the app would write names into the daily numbers that the app hides, and they stay for ever.
 */
export function followRules({ context, store, make, logger }: FollowOptions): FollowingServer {
  let current = { context, telemetry: make(context) }
  let lead = leadToDashboard(current.telemetry)
  let seen: string | null | undefined
  let isStopped = false
  const follow = async (): Promise<void> => {
    const note = await store.readSetting(RULES_SETTING)
    if (note === seen) return
    const noted = parseRules(note)
    if (noted.isDamaged) throw new ConfigError('The note in the database is damaged. Start the app that records into it again: it notes its rules anew.')
    const renewed = current.context.renew(noted)
    if (!isSame(current.context, renewed)) {
      // First: rules that no server can work with must not exchange the store.
      const telemetry = make(renewed)
      const opened = await openAgain(renewed.settings)
      if (isStopped) return opened.close()
      store.exchange(opened)
      const { telemetry: before } = current
      current = { context: renewed, telemetry }
      lead = leadToDashboard(current.telemetry)
      // Whoever watches comes again by itself.
      before.endLiveViews()
      if (noted.app !== null) tellDifferences(noted.app, { settings: renewed.settings, logger })
    }
    seen = note
  }
  let looking = Promise.resolve()
  const tell = createFailureTeller(logger)
  // A file that cannot be read or opened now is looked at again at the next turn.
  const look = () => (looking = looking.then(follow).catch(tell))
  const timer = setInterval(look, context.rulesIntervalMs).unref()
  return {
    listener: (request, response, next) => lead(request, response, next),
    endLiveViews: () => current.telemetry.endLiveViews(),
    async stop() {
      isStopped = true
      clearInterval(timer)
      await looking
    },
    close: () => current.telemetry.close(),
  }
}

/** Says why the rules of the app are not those of the server, each cause once in a row. */
function createFailureTeller(logger: TelemetryLogger): (error: unknown) => void {
  let told = ''
  return (error) => {
    const fields = { ...describeFailure(error), ...(error instanceof ConfigError && { reason: error.message }) }
    const cause = JSON.stringify(fields)
    if (cause !== told) logger.warn('what an app noted of its rules could not be followed yet; it is tried again', fields)
    told = cause
  }
}

/** Whether both say the same of what an app may note. */
function isSame(left: CommandContext, right: CommandContext): boolean {
  const rulesOf = ({ settings: { values }, cleaning }: CommandContext) => JSON.stringify([cleaning, values.minSessions, values.retentionDays])
  return rulesOf(left) === rulesOf(right)
}
