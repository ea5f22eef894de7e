import { cac, type CAC } from 'cac'
import { readConfigFile } from '../config/read-config-file'
import { resolveSettings, type ResolvedSettings } from '../config/resolve-settings'
import { SETTINGS } from '../config/settings'
import { packageVersion } from '../package-version'
import { type NotedRules, rulesForOthers } from '../recorded-rules'
import { realFile } from '../store/sqlite/real-file'
import type { Command, CommandContext, CommandResult } from './command'
import { addCommands, unknownCommand } from './commands'
import { config } from './config'
import { demo } from './demo'
import { EXIT, exitCodeOf } from './exit-codes'
import { markWords, typedValue } from './literal-words'
import { openDatabase, openDatabaseToRead } from './open-database'
import { nameFailures, OutputError, writeAnswer } from './output'
import { createProgressLine, type ProgressLine } from './progress-line'
import { readServerRules } from './read-server-rules'
import { repeatFlags } from './repeat-flags'
import { serve } from './serve'
import { tidyHelp } from './tidy-help'

/** What the outside world offers to the command line. */
export interface CliHost {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => number
  readonly signal: AbortSignal
  /** Standard output. Resolves when the reader can take more. */
  write(text: string): Promise<void>
  /** Standard error. */
  writeError(text: string): void
  readonly isTerminal: boolean
  /** Width of the terminal, when it is known. */
  readonly columns?: () => number | undefined
  /** Milliseconds between two looks of a server at what an app has noted of its rules. Default: 30000. */
  readonly rulesIntervalMs?: number
  /** Called when a server is up: from then on, being stopped is how it ends and no failure. */
  readonly serving?: () => void
}

type Flags = Readonly<Record<string, unknown>>

/** Runs the command line once. Returns the exit code; never throws. */
export async function runCli(typed: readonly string[], outside: CliHost): Promise<number> {
  const host = { ...outside, write: nameFailures(outside.write) }
  const words = explainHelp(typed)
  const cli = cac('parel-telemetry')
  let answer: Promise<CommandResult | null> | undefined
  let json = words.includes('--json')
  let tell = repeatFlags({})
  const line = createProgressLine({ isTerminal: host.isTerminal && host.environment.TERM !== 'dumb', columns: host.columns ?? (() => undefined), write: host.writeError })
  addCommands(cli, (command, options, flags) => {
    json = flags.json === true
    tell = repeatFlags(flags)
    answer = runCommand(command, { options, flags, host, line })
  })
  addGlobalOptions(cli)
  try {
    refuseHelpAbout(words, cli)
    cli.parse(['node', 'parel-telemetry', ...markWords(words)])
    const result = await answer
    if (result === undefined || result === null) return EXIT.done
    const text = json ? JSON.stringify(result.data, (key, value: unknown) => (key === 'cure' ? tell(String(value)) : value)) : tell(result.text)
    return await writeAnswer(result, { text: `${text}\n`, write: host.write })
  } catch (error) {
    line.clear()
    return refuse(error, { host, json, tell, command: cli.matchedCommand?.name ?? '' })
  }
}

/** `help` and `help serve` are what `--help` and `serve --help` are. */
function explainHelp(words: readonly string[]): readonly string[] {
  return words[0] === 'help' ? [...words.slice(1), '--help'] : words
}

/** The parser would show the help of the whole. */
function refuseHelpAbout(words: readonly string[], { commands }: CAC): void {
  const [name = '-'] = words
  const isAsked = words.some((word) => word === '--help' || word === '-h')
  if (isAsked && !name.startsWith('-') && !commands.some((command) => command.isMatched(name))) throw unknownCommand(words)
}

function addGlobalOptions(cli: CAC): void {
  cli.option('--config <file>', 'JSON settings (default: telemetry.config.json)')
  cli.option('--database <file>', `SQLite file (default: ${SETTINGS.database.fallback})`)
  cli.option('--json', 'Answer for machines')
  cli.help((sections) => tidyHelp(sections, cli.matchedCommand))
  cli.version(packageVersion)
}

interface Call<Options> {
  readonly options: Options
  readonly flags: Flags
  readonly host: CliHost
  readonly line: ProgressLine
}

async function runCommand<Options>(command: Command<Options>, { options, flags, host, line }: Call<Options>): Promise<CommandResult | null> {
  const { environment } = host
  const file = readConfigFile(flags.config === undefined ? environment.TELEMETRY_CONFIG?.trim() || undefined : typedValue(flags.config))
  const sources = { flags: readFlags(flags), environment, file }
  const own = followLink(resolveSettings(sources))
  const renew = (noted: NotedRules): CommandContext => {
    const { strict = false, ...server } = ofTheServer.has(command) ? (noted.app ?? {}) : rulesForOthers(noted)
    const settings = followLink(resolveSettings({ ...sources, server }))
    return createContext(settings, { host, line, json: flags.json === true, strict, renew })
  }
  const noted = await readServerRules(own.values.database)
  if (noted.isDamaged) host.writeError(`parel-telemetry: what servers noted of their rules in ${own.values.database} is damaged and not heeded. Start the app that records into it again: it notes them anew.\n`)
  return command(options, renew(noted))
}

/** Commands look beside the database, move and delete it: all of that concerns the file itself. The list still says what was given. */
function followLink({ values, list }: ResolvedSettings): ResolvedSettings {
  return { values: { ...values, database: realFile(values.database) }, list }
}

/** What these work with is what the server will say of itself: what another start of it was given must not come back. */
const ofTheServer: ReadonlySet<unknown> = new Set([serve, demo, config])

/** Only what was given: cac fills in `true` for a flag that can be negated. */
function readFlags(flags: Flags): ReadonlyMap<string, string> {
  const given = Object.values(SETTINGS).flatMap(({ flag }) => {
    const value = flag === null ? undefined : flags[flag.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase())]
    return flag === null || value === undefined || value === true ? [] : [[flag, typedValue(value)] as const]
  })
  return new Map(given)
}

interface Surroundings {
  readonly host: CliHost
  readonly line: ProgressLine
  readonly json: boolean
  readonly strict: boolean
  readonly renew: CommandContext['renew']
}

function createContext(settings: ResolvedSettings, { host, line, json, strict, renew }: Surroundings): CommandContext {
  const { routes, allow, deny, review } = settings.values
  return {
    settings,
    // Strict without routes would leave no word.
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

interface Refusal {
  readonly host: CliHost
  readonly json: boolean
  readonly tell: (text: string) => string
  /** Its name, which the default one has not. */
  readonly command: string
}

function refuse(error: unknown, { host, json, tell, command }: Refusal): number {
  if (error instanceof OutputError && error.isClosed) return EXIT.done
  const exitCode = host.signal.aborted ? EXIT.interrupted : exitCodeOf(error)
  const message = host.signal.aborted ? 'Stopped by a signal before it was done.' : exitCode === EXIT.usage ? usageMessage(error, command) : error instanceof Error ? tell(error.message) : 'Something went wrong.'
  host.writeError(json ? `${JSON.stringify({ error: { exitCode, message } })}\n` : `parel-telemetry: ${message}\n`)
  return exitCode
}

function usageMessage(error: unknown, command: string): string {
  const said = typedValue(error instanceof Error ? error.message : '')
  // The parser begins its sentences in lower case.
  const message = error instanceof Error && error.name === 'CACError' ? asTyped(said.charAt(0).toUpperCase() + said.slice(1)) : said
  return message.includes('--help') || message.endsWith('.') ? message : `${message}. See: parel-telemetry ${command === '' ? '' : `${command} `}--help`
}

/** The parser writes `--adminToken` for `--admin-token`. */
function asTyped(message: string): string {
  return message.replace(/`--\w{1,40}/, (flag) => flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
}
