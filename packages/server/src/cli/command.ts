import type { NotedCleaning } from '../cleaning/cleaning-rules'
import type { ResolvedSettings } from '../config/resolve-settings'
import type { NotedRules } from '../recorded-rules'
import type { OpenOptions } from './open-database'
import type { ReadStoreOptions, StoreReader } from '../store/sqlite/read-store'
import type { TelemetryStore } from '../store/store'

/** What a command works with. */
export interface CommandContext {
  readonly settings: ResolvedSettings
  /** How the server of the database cleans, as far as it is known. */
  readonly cleaning: NotedCleaning
  readonly now: () => number
  /** Fires on SIGINT and SIGTERM. */
  readonly signal: AbortSignal
  /** The answer of a command that is larger than one text. Waits when the reader is slow. */
  write(text: string): Promise<void>
  /** Progress, on a terminal only. The line is written over. */
  progress(text: string): void
  /** True when answers are for machines. */
  readonly json: boolean
  /** Where logs go. */
  log(line: string): void
  readonly isTerminal: boolean
  /** The same, with what servers have noted of their rules in the database meanwhile. */
  renew(noted: NotedRules): CommandContext
  /** Milliseconds between two looks at what an app has noted. */
  readonly rulesIntervalMs: number
  /** Says that a server is up: from then on, being stopped is how it ends and no failure. */
  serving(): void
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Opens the database to read it, also where nothing may be written, gives it to the work and closes it. File and log stay as they lie. */
  withReader<Result>(work: (reader: StoreReader) => Promise<Result>, options?: ReadStoreOptions): Promise<Result>
  /** Opens the database, gives it to the work and closes it. */
  withStore<Result>(work: (store: TelemetryStore) => Promise<Result>, options?: OpenOptions): Promise<Result>
}

/** What a command answers: for people and for machines. */
export interface CommandResult {
  readonly text: string
  readonly data: unknown
  /** Default: 0. */
  readonly exitCode?: number
  /** Takes back what is of no use when nobody could see the answer, and says what became of it. */
  readonly unseen?: () => Promise<string>
}

/** A command after its words were read. */
export type Command<Options> = (options: Options, context: CommandContext) => Promise<CommandResult | null>
