import { ConfigError, FlagError } from '../config-error'
import { StoreBusyError, StoreFullError, StoreUnavailableError } from '../store/store'
import { CommandError } from './command-error'

/** How a command ends. The numbers are those of sysexits.h, so that a supervisor can tell what a restart would help. */
export const EXIT = {
  done: 0,
  /** `doctor` and `audit`: done, and there is something to look at. */
  findings: 1,
  /** `audit`: could not look at everything. */
  incomplete: 2,
  usage: 64,
  /** A file is damaged, or not what it should be. */
  data: 65,
  /** A file that should be read does not exist. */
  noInput: 66,
  /** The database cannot be used: permissions, disk, runtime. */
  unavailable: 69,
  internal: 70,
  /** A file cannot be written. */
  cannotCreate: 73,
  /** The disk or the quota is full. */
  full: 74,
  /** Busy or in use: try again. */
  busy: 75,
  config: 78,
  /** Stopped by a signal before it was done. */
  interrupted: 130,
} as const

/** The exit code that belongs to an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandError) return error.exitCode
  if (error instanceof FlagError) return EXIT.usage
  if (error instanceof ConfigError) return EXIT.config
  if (error instanceof StoreBusyError) return EXIT.busy
  if (error instanceof StoreFullError) return EXIT.full
  if (error instanceof StoreUnavailableError) return / damaged|not a database/.test(error.message) ? EXIT.data : EXIT.unavailable
  return error instanceof Error && error.name === 'CACError' ? EXIT.usage : EXIT.internal
}
