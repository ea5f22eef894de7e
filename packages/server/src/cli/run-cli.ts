import { cac, type CAC } from 'cac'
import { readConfigFile } from '../config/read-config-file'
import { resolveSettings } from '../config/resolve-settings'
import { SETTINGS } from '../config/settings'
import { packageVersion } from '../package-version'
import type { CliHost } from './cli-host'
import type { Command, CommandResult } from './command'
import { addCommands, unknownCommand } from './commands'
import { EXIT } from './exit-codes'
import { markWords, typedValue } from './literal-words'
import { nameFailures, writeAnswer } from './output'
import { createProgressLine, type ProgressLine } from './progress-line'
import { repeatFlags } from './repeat-flags'
import { reportError } from './report-error'
import { tidyHelp } from './tidy-help'

type Flags = Readonly<Record<string, unknown>>

/** Names of the commands whose settings are those of a server; the default one, `serve`, has none. */
const SERVERS: ReadonlySet<string> = new Set(['', 'demo', 'config'])

/** Runs the command line once. Returns the exit code; never throws. */
export async function runCli(typed: readonly string[], outside: CliHost): Promise<number> {
  const host = { ...outside, write: nameFailures(outside.write) }
  const words = explainHelp(typed)
  const cli = cac('parel-telemetry')
  let answer: Promise<CommandResult | null> | undefined
  let json = words.includes('--json')
  let tell = repeatFlags({})
  const line = createProgressLine({ isTerminal: host.isTerminal && host.environment.TERM !== 'dumb', columns: host.columns ?? (() => undefined), write: host.writeError })
  addCommands(cli, (load, options, flags) => {
    json = flags.json === true
    tell = repeatFlags(flags)
    answer = runCommand(load, { options, flags, host, line, isServer: SERVERS.has(cli.matchedCommand?.name ?? '') })
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
  readonly isServer: boolean
}

async function runCommand<Options>(load: () => Promise<Command<Options>>, { options, flags, host, line, isServer }: Call<Options>): Promise<CommandResult | null> {
  const { environment } = host
  const file = readConfigFile(flags.config === undefined ? environment.TELEMETRY_CONFIG?.trim() || undefined : typedValue(flags.config))
  const sources = { flags: readFlags(flags), environment, file }
  // Refuses a wrong setting before the rest is loaded, which takes longer than all that.
  resolveSettings(sources)
  const [command, { prepareContext }] = await Promise.all([load(), import('./prepare-context')])
  return command(options, await prepareContext(sources, { host, line, json: flags.json === true, isServer }))
}

/** Only what was given: cac fills in `true` for a flag that can be negated. */
function readFlags(flags: Flags): ReadonlyMap<string, string> {
  const given = Object.values(SETTINGS).flatMap(({ flag }) => {
    const value = flag === null ? undefined : flags[flag.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase())]
    return flag === null || value === undefined || value === true ? [] : [[flag, typedValue(value)] as const]
  })
  return new Map(given)
}
