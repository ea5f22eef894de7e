import type { CAC, Command as CacCommand } from 'cac'
import { findMeant } from '../config/refuse-unknown-name'
import { FLAG_VALUES, SETTINGS } from '../config/settings'
import type { AggregateFlags } from './aggregate'
import type { AuditFlags } from './audit'
import type { CleanupFlags } from './cleanup'
import type { Command } from './command'
import { CommandError } from './command-error'
import type { DemoFlags } from './demo'
import type { DoctorFlags } from './doctor'
import type { EraseFlags } from './erase'
import { EXIT } from './exit-codes'
import type { ExportFlags } from './export'
import type { InitFlags } from './init'
import { typedValue } from './literal-words'
import type { RestoreOptions } from './restore'
import { suggestDatabase } from './suggest-database'
import type { TokenOptions } from './token'

/** Loads a command and runs it with its parsed arguments. */
export type Run = <Options>(load: () => Promise<Command<Options>>, options: Options, flags: Readonly<Record<string, unknown>>) => void

type Given = Readonly<Record<string, unknown>>

/** Tells cac every command, its flags and examples. */
export function addCommands(cli: CAC, run: Run): void {
  addServe(cli, run)
  addInit(cli, run)
  addJobs(cli, run)
  addFiles(cli, run)
  addAccess(cli, run)
  addPrivacy(cli, run)
}

function addServe(cli: CAC, run: Run): void {
  withServerFlags(cli.command('[...words]', 'Serve ingestion, reports and the dashboard', { ignoreOptionDefaultValue: true }).alias('serve'))
    .example('  $ npx @parel/telemetry-server')
    .example('  $ parel-telemetry serve --port 8080 --database /var/lib/telemetry/telemetry.db')
    .action((words: readonly string[], flags: Given) => {
      if (words.length > 0) throw unknownCommand(words, cli)
      run(async () => (await import('./serve')).serve, {}, flags)
    })
  withServerFlags(cli.command('demo', 'Fill a new database with sample data and serve it', { ignoreOptionDefaultValue: true }))
    .option('--days <days>', 'Days of sample data (default: 30)')
    .option('--seed-only', 'Fill the database without serving it')
    .example('  $ parel-telemetry demo --database demo.db')
    .action((flags: Given) => run(async () => (await import('./demo')).demo, texts<DemoFlags>(flags), flags))
}

/** The error for arguments that do not begin with a command; suggests the one that was probably meant. */
export function unknownCommand(words: readonly string[], { commands }: CAC): Error {
  const name = typedValue(words[0]).slice(0, 40)
  const meant = findMeant(name, commands.flatMap((command) => [...command.aliasNames, command.name]).filter((known) => known !== ''))
  const error = new Error(`There is no command ${JSON.stringify(name)}.${meant === undefined ? suggestDatabase(name) : ` Did you mean "${meant}"?`} See: parel-telemetry --help`)
  error.name = 'CACError'
  return error
}

function withServerFlags(command: CacCommand): CacCommand {
  for (const { flag, summary } of Object.values(SETTINGS)) {
    if (flag === null || flag === 'database') continue
    const value = FLAG_VALUES.get(flag)
    command.option(value === undefined ? `--no-${flag}` : `--${flag} <${value}>`, value === undefined ? `Do not ${summary.charAt(0).toLowerCase()}${summary.slice(1)}` : summary)
  }
  return command
}

function addInit(cli: CAC, run: Run): void {
  cli
    .command('init', 'Set up an app: write our files, tell what is left to do')
    .option('--framework <name>', 'Its framework (default: the one in package.json)')
    .option('--folder <folder>', 'Folder of the app (default: this one)')
    .option('--dry-run', 'Write nothing')
    .example('  $ npx @parel/telemetry-server init')
    .example('  $ parel-telemetry init --folder apps/shop --framework next --dry-run')
    .action((flags: Given) => run(async () => (await import('./init')).init, texts<InitFlags>(flags), flags))
}

function addJobs(cli: CAC, run: Run): void {
  cli
    .command('aggregate', 'Recompute the daily numbers of every day that changed')
    .option('--date <date>', 'This day, YYYY-MM-DD, changed or not')
    .option('--all', 'Every finished day that has raw events, changed or not')
    .example('  $ parel-telemetry aggregate --date 2025-10-13')
    .example('  0 1 * * * parel-telemetry aggregate --database /var/lib/telemetry/telemetry.db')
    .action((flags: Given) => run(async () => (await import('./aggregate')).aggregate, texts<AggregateFlags>(flags), flags))
  cli
    .command('cleanup', 'Delete raw events past retention; keep the daily numbers')
    .option('--days <days>', 'Days to keep (default: TELEMETRY_RETENTION_DAYS, else 30)')
    .example('  0 3 * * * parel-telemetry cleanup --days 30')
    .action((flags: Given) => run(async () => (await import('./cleanup')).cleanup, texts<CleanupFlags>(flags), flags))
  cli
    .command('doctor', 'Find out why something does not work')
    .option('--url <address>', 'Also test the app at this address, as its pages would')
    .example('  $ parel-telemetry doctor --json')
    .example('  $ parel-telemetry doctor --url http://127.0.0.1:3000')
    .action((flags: Given) => run(async () => (await import('./doctor')).doctor, texts<DoctorFlags>(flags), flags))
}

function addFiles(cli: CAC, run: Run): void {
  cli
    .command('backup <file>', 'Copy the database while it is in use, and check the copy')
    .example('  $ parel-telemetry backup backup-2025-10-13.db')
    .action((file: string, flags: Given) => run(async () => (await import('./backup')).backup, { file: fileName(file) }, flags))
  cli
    .command('restore <file>', 'Check a backup and put it in place of the database')
    .option('--force', 'Replace an existing database, which is kept beside it')
    .example('  $ parel-telemetry restore backup-2025-10-13.db --force')
    .action((file: string, flags: Given) => run(async () => (await import('./restore')).restore, { ...texts<Omit<RestoreOptions, 'file'>>(flags), file: fileName(file) }, flags))
  cli
    .command('export', 'Export raw events as ndjson or csv')
    .option('--format <format>', 'csv or ndjson (default: ndjson)')
    .option('--from <date>', 'First day, YYYY-MM-DD')
    .option('--to <date>', 'Last day, YYYY-MM-DD')
    .option('--output <file>', 'A new file (default: standard output)')
    .example('  $ parel-telemetry export --format csv --from 2025-10-01 --output october.csv')
    .action((flags: Given) => run(async () => (await import('./export')).exportEvents, texts<ExportFlags>(flags), flags))
  cli
    .command('import <file>', 'Import events that export wrote as ndjson, each once')
    .example('  $ parel-telemetry import events.ndjson')
    .example('  $ gzip -dc events.ndjson.gz | parel-telemetry import /dev/stdin')
    .action((file: string, flags: Given) => run(async () => (await import('./import')).importEvents, { file: fileName(file) }, flags))
}

function addAccess(cli: CAC, run: Run): void {
  cli
    .command('token <action> [id]', 'Create, list or revoke admin tokens: new, list, revoke')
    .option('--label <text>', 'What the token is for')
    .option('--days <days>', 'Days until it expires (default: never)')
    .example('  $ parel-telemetry token new --label laptop --days 90')
    .example('  $ parel-telemetry token list')
    .example('  $ parel-telemetry token revoke aB3dE5gH7jK9')
    .action((action: string, id: string | undefined, flags: Given) => run(async () => (await import('./token')).token, { ...texts<Omit<TokenOptions, 'action'>>(flags), action: typedValue(action), ...(id !== undefined && { id: typedValue(id) }) }, flags))
  withServerFlags(cli.command('config', 'Show every setting and where it came from, secrets masked', { ignoreOptionDefaultValue: true }))
    .example('  $ parel-telemetry config')
    .action((flags: Given) => run(async () => (await import('./config')).config, {}, flags))
}

function addPrivacy(cli: CAC, run: Run): void {
  cli
    .command('audit', 'Search every byte of the database for personal data')
    .option('--logs <file>', 'Also search this log, export or backup; repeatable')
    .option('--self-test', 'Plant known strings in a copy and count how many are found')
    .option('--sarif', 'Output SARIF')
    .example('  $ parel-telemetry audit --logs /var/log/nginx/access.log')
    .example('  $ parel-telemetry audit --self-test')
    .action((flags: Given) => run(async () => (await import('./audit')).audit, texts<AuditFlags>(flags), flags))
  cli
    .command('erase', 'Delete raw events before a day, or everything')
    .option('--before <date>', 'Delete raw events of earlier days, YYYY-MM-DD')
    .option('--everything', 'Delete the database and the files that belong to it')
    .option('--yes', 'Required: there is no prompt and no way back')
    .example('  $ parel-telemetry erase --before 2025-10-01 --yes')
    .example('  $ parel-telemetry erase --everything --yes')
    .action((flags: Given) => run(async () => (await import('./erase')).erase, texts<EraseFlags>(flags), flags))
}

/** Every value is a string as it was typed, or true. `--logs` is always a list: if a repeated flag were lost, an unsearched file would pass for a clean one. */
function texts<Flags>(flags: Given): Flags {
  const read = (name: string, value: unknown) => {
    if (typeof value === 'boolean') return value
    if (name === 'logs') return [value].flat().map(fileName)
    return name === 'output' ? fileName(value) : typedValue(value)
  }
  return Object.fromEntries(Object.entries(flags).map(([name, value]) => [name, read(name, value)])) as Flags
}

/** The name of a file, as it was typed. */
function fileName(word: unknown): string {
  const file = typedValue(word)
  if (file === '') throw new CommandError('The name of the file is empty. Give one.', EXIT.usage)
  return file
}
