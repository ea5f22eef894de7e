import { cac, type CAC } from 'cac'
import { readConfigFile } from '../config/read-config-file'
import { resolveSettings, type ResolvedSettings } from '../config/resolve-settings'
import { SETTINGS } from '../config/settings'
import { packageVersion } from '../package-version'
import { type NotedRules, rulesForOthers } from '../recorded-rules'
import { realFile } from '../store/sqlite/real-file'
import type { CliHost } from './cli-host'
import type { Command, CommandContext, CommandResult } from './command'
import { addCommands, unknownCommand } from './commands'
import { config } from './config'
import { createContext } from './create-context'
import { demo } from './demo'
import { EXIT } from './exit-codes'
import { markWords, typedValue } from './literal-words'
import { nameFailures, writeAnswer } from './output'
import { createProgressLine, type ProgressLine } from './progress-line'
import { readServerRules } from './read-server-rules'
import { repeatFlags } from './repeat-flags'
import { reportError } from './report-error'
import { serve } from './serve'
import { tidyHelp } from './tidy-help'

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
    return reportError(error, { host, json, tell, command: cli.matchedCommand?.name ?? '', flags: listFlags(cli) })
  }
}

/** `help` and `help serve` are what `--help` and `serve --help` are. */
function explainHelp(words: readonly string[]): readonly string[] {
  return words[0] === 'help' ? [...words.slice(1), '--help'] : words
}

/** The parser would show the help of the whole. */
function refuseHelpAbout(words: readonly string[], cli: CAC): void {
  const [name = '-'] = words
  const isAsked = words.some((word) => word === '--help' || word === '-h')
  if (isAsked && !name.startsWith('-') && !cli.commands.some((command) => command.isMatched(name))) throw unknownCommand(words, cli)
}

/** The flags of the command, as they are typed. */
function listFlags({ matchedCommand, globalCommand }: CAC): readonly string[] {
  return [...(matchedCommand?.options ?? []), ...globalCommand.options].flatMap(({ rawName }) => /--[\w-]{1,40}/.exec(rawName) ?? [])
}

function addGlobalOptions(cli: CAC): void {
  cli.option('--config <file>', 'JSON settings (default: telemetry.config.json)')
  cli.option('--database <file>', `SQLite file (default: ${SETTINGS.database.fallback})`)
  cli.option('--json', 'Machine-readable output')
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
