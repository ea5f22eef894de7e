import { findMeant } from '../config/refuse-unknown-name'
import type { CliHost } from './cli-host'
import { EXIT, exitCodeOf } from './exit-codes'
import { typedValue } from './literal-words'
import { OutputError } from './output'
import { suggestDatabase } from './suggest-database'

interface ReportOptions {
  readonly host: CliHost
  readonly json: boolean
  readonly tell: (text: string) => string
  /** Name of the command; empty for the default one. */
  readonly command: string
  /** Flags of the command, as they are typed. */
  readonly flags: readonly string[]
}

/** Writes why a command failed, as text or as JSON. Returns the exit code. */
export function reportError(error: unknown, { host, json, tell, command, flags }: ReportOptions): number {
  if (error instanceof OutputError && error.isClosed) return EXIT.done
  const exitCode = host.signal.aborted ? EXIT.interrupted : exitCodeOf(error)
  const message = host.signal.aborted ? 'Stopped by a signal before it was done.' : exitCode === EXIT.usage ? usageMessage(error, { command, flags }) : error instanceof Error ? tell(error.message) : 'Something went wrong.'
  host.writeError(json ? `${JSON.stringify({ error: { exitCode, message } })}\n` : `parel-telemetry: ${message}\n`)
  return exitCode
}

function usageMessage(error: unknown, { command, flags }: Pick<ReportOptions, 'command' | 'flags'>): string {
  const said = typedValue(error instanceof Error ? error.message : '')
  // The parser's sentences begin in lower case.
  const message = error instanceof Error && error.name === 'CACError' ? asTyped(said.charAt(0).toUpperCase() + said.slice(1)) : said
  return message.includes('--help') || message.endsWith('.') ? message : `${message}.${suggestFlag(message, flags)}${suggestDatabase(unusedWord(message))} See: parel-telemetry ${command === '' ? '' : `${command} `}--help`
}

/** What was probably meant. The parser takes `no-` off a flag that it does not know. */
function suggestFlag(message: string, flags: readonly string[]): string {
  const [, typed] = /^Unknown option `--([\w-]{1,40})`$/.exec(message) ?? []
  const plain = (flag: string) => flag.replace(/^--(?:no-)?/, '')
  const meant = typed === undefined ? undefined : findMeant(typed, flags.map(plain))
  const flag = flags.find((known) => plain(known) === meant)
  return flag === undefined ? '' : ` Did you mean \`${flag}\`?`
}

function unusedWord(message: string): string {
  return /^Unused args: `([^`,]{1,200})`$/.exec(message)?.[1] ?? ''
}

/** The parser writes `--adminToken` for `--admin-token`. */
function asTyped(message: string): string {
  return message.replace(/`--\w{1,40}/, (flag) => flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
}
