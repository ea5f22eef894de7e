import type { CliHost } from './cli-host'
import { EXIT, exitCodeOf } from './exit-codes'
import { typedValue } from './literal-words'
import { OutputError } from './output'

interface ReportOptions {
  readonly host: CliHost
  readonly json: boolean
  readonly tell: (text: string) => string
  /** Name of the command; empty for the default one. */
  readonly command: string
}

/** Writes why a command failed, as text or as JSON. Returns the exit code. */
export function reportError(error: unknown, { host, json, tell, command }: ReportOptions): number {
  if (error instanceof OutputError && error.isClosed) return EXIT.done
  const exitCode = host.signal.aborted ? EXIT.interrupted : exitCodeOf(error)
  const message = host.signal.aborted ? 'Stopped by a signal before it was done.' : exitCode === EXIT.usage ? usageMessage(error, command) : error instanceof Error ? tell(error.message) : 'Something went wrong.'
  host.writeError(json ? `${JSON.stringify({ error: { exitCode, message } })}\n` : `parel-telemetry: ${message}\n`)
  return exitCode
}

function usageMessage(error: unknown, command: string): string {
  const said = typedValue(error instanceof Error ? error.message : '')
  // The parser's sentences begin in lower case.
  const message = error instanceof Error && error.name === 'CACError' ? asTyped(said.charAt(0).toUpperCase() + said.slice(1)) : said
  return message.includes('--help') || message.endsWith('.') ? message : `${message}. See: parel-telemetry ${command === '' ? '' : `${command} `}--help`
}

/** The parser writes `--adminToken` for `--admin-token`. */
function asTyped(message: string): string {
  return message.replace(/`--\w{1,40}/, (flag) => flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
}
