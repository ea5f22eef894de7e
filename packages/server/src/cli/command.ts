import type { NotedCleaning } from '../cleaning/cleaning-rules'
import type { ResolvedSettings } from '../config/resolve-settings'
import type { NotedRules } from '../recorded-rules'
import type { OpenOptions } from './open-database'
import type { ReadStoreOptions, StoreReader } from '../store/sqlite/read-store'
import type { TelemetryStore } from '../store/store'

/** What every command gets beside its options. */
export interface CommandContext {
  readonly settings: ResolvedSettings
  /** The cleaning rules of the server that records into the database, as far as they are known. */
  readonly cleaning: NotedCleaning
  readonly now: () => number
  /** Fires on SIGINT and SIGTERM. */
  readonly signal: AbortSignal
  /** Writes output piece by piece, for results that are too large for one string. Waits when the reader is slow. */
  write(text: string): Promise<void>
  /** Shows progress, on a terminal only. Each call overwrites the line. */
  progress(text: string): void
  /** True with `--json`. */
  readonly json: boolean
  /** Writes a line to the log. */
  log(line: string): void
  readonly isTerminal: boolean
  /** A new context with the rules that servers have noted in the database meanwhile. */
  renew(noted: NotedRules): CommandContext
  /** Milliseconds between two checks of the rules that an app has noted. */
  readonly rulesIntervalMs: number
  /** Call this when a server is up: from then on, a signal is the normal way to end and not a failure. */
  serving(): void
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Opens the database read-only, also on a read-only disk, runs the work and closes it. The file and its log are not changed. */
  withReader<Result>(work: (reader: StoreReader) => Promise<Result>, options?: ReadStoreOptions): Promise<Result>
  /** Opens the database, runs the work and closes it. */
  withStore<Result>(work: (store: TelemetryStore) => Promise<Result>, options?: OpenOptions): Promise<Result>
}

/** The result of a command: `text` for people, `data` for `--json`. */
export interface CommandResult {
  readonly text: string
  readonly data: unknown
  /** Default: 0. */
  readonly exitCode?: number
  /** Undoes the command when its result could not be written, and says so. */
  readonly unseen?: () => Promise<string>
}

/** A command, called with its parsed options. */
export type Command<Options> = (options: Options, context: CommandContext) => Promise<CommandResult | null>
