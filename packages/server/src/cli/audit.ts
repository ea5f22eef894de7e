import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageVersion } from '../package-version'
import { auditDatabase, type AuditReport } from '../privacy/audit-database'
import { toSarif } from '../privacy/sarif'
import { UNCLEANED } from '../privacy/scan-rows'
import { runSelfTest } from '../privacy/self-test'
import { isFull } from '../store/sqlite/sqlite-failure'
import type { Command, CommandContext, CommandResult } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { formatBytes } from './format-bytes'
import { refuseForeign, refuseMissing } from './open-database'
import { plural } from './plural'
import { createScratchDatabase } from './scratch-database'
import { table } from './table'

/** Flags of `audit`. */
export interface AuditFlags {
  readonly logs?: readonly string[]
  readonly selfTest?: boolean
  readonly sarif?: boolean
}

/** What the words of the system mean for a file that is read. */
const UNREADABLE: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'it does not exist'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'this user may not'],
  ['EPERM', 'this user may not'],
  ['ERR_SQLITE_ERROR', 'it is no database, damaged or locked'],
])

/** The share of planted strings that must be found, percent. */
const RECALL = 99.5

/** Searches every byte for personal data. Exits with 0 if there is none, 1 if there is some, 2 if not everything could be read. */
export const audit: Command<AuditFlags> = async ({ logs = [], selfTest = false, sarif = false }, { settings, cleaning, signal }) => {
  const { database } = settings.values
  if (selfTest) refuseIgnored({ '--logs': logs.length > 0, '--sarif': sarif })
  refuseMissing(database)
  if (selfTest) return testItself(database, { cleaning, signal })
  const report = await auditDatabase({ database, cleaning, files: logs, signal })
  const exitCode = report.unread.length > 0 ? EXIT.incomplete : report.findings.length > 0 ? EXIT.findings : EXIT.done
  return { text: sarif ? JSON.stringify(toSarif(report, packageVersion), null, 2) : describe(report, judgedBy(cleaning)), data: sarif ? toSarif(report, packageVersion) : { ...report, cleaning }, exitCode }
}

/** Whoever reads that all was found must not take it for the answer to another question. */
function refuseIgnored(flags: Readonly<Record<string, boolean>>): void {
  const given = Object.keys(flags).find((flag) => flags[flag])
  if (given !== undefined) throw new CommandError(`${given} has no effect with --self-test, which searches a copy for what it planted. Leave out one of the two.`, EXIT.usage)
}

type Cleaning = CommandContext['cleaning']

/** What was taken for the server's rules: with others, words of its routes are findings, or too much passes. */
function judgedBy({ routes, strict, allow, deny, review }: Cleaning): readonly string[] {
  const beside = strict ? ', beside which no other word may stand in an address' : ''
  return [
    ...(routes.length > 0 ? [`Judged by ${plural(routes.length, 'route')} of the server${beside}.`] : []),
    ...(allow.length > 0 ? [`The server lets these keys stay: ${allow.join(', ')}.`] : []),
    ...(deny.length > 0 ? [`The server drops these keys: ${deny.join(', ')}.`] : []),
    ...(review ? [] : ['The server does not look a second time, for names of persons; nor does this audit.']),
  ]
}

function describe({ findings, bytes, values, files, freePages, unread }: AuditReport, rules: readonly string[]): string {
  const readable = files.filter((file) => !unread.some((missed) => missed.file === file && missed.part === 'bytes')).length
  const of = readable === files.length ? '' : `${readable} of `
  const looked = `Looked through ${formatBytes(bytes)} in ${of}${plural(files.length, 'file')}, ${plural(values, 'stored value')} and ${plural(freePages, 'freed page')}.`
  const missed = unread.map(({ file, part, reason }) => `Could not read ${part === 'bytes' ? '' : `the ${part} of `}${file} (${UNREADABLE.get(reason) ?? reason}).`)
  if (findings.length === 0) return [looked, ...rules, ...missed, unread.length === 0 ? 'No personal data found.' : 'Nothing found in the rest.'].join('\n')
  const rows = findings.map(({ type, place, count, hash }) => [type, place, String(count), hash])
  return [looked, ...rules, ...missed, table(['type', 'place', 'count', 'hash'], rows), 'What was found is not printed. The hash tells only whether two findings of this run are the same.', ...adviseCure(findings)].join('\n')
}

/** Nothing takes single values out of a file: what to do about metadata that should not be there. */
function adviseCure(findings: AuditReport['findings']): readonly string[] {
  if (!findings.some(({ type }) => type === UNCLEANED)) return []
  return [`${UNCLEANED}: today's cleaning would change what is stored there; an older version, or another program, wrote it. Raw events go with "parel-telemetry erase --before DATE --yes", or when their retention ends; daily numbers only with "erase --everything --yes".`]
}

async function testItself(database: string, { cleaning, signal }: Pick<CommandContext, 'cleaning' | 'signal'>): Promise<CommandResult> {
  refuseForeign(database)
  // It holds raw events too: what a killed process left of one goes with the next self-test.
  const scratch = createScratchDatabase(join(tmpdir(), 'telemetry-audit.db'))
  const { planted, present, found, before } = await runSelfTest(database, { cleaning, copy: scratch.file, signal }).catch(refuseFull).finally(scratch.discard)
  const recall = (found / present) * 100
  const text = `Planted ${planted} invented strings in a copy, half of them deleted again: found ${found} of the ${present} that are still in its bytes (${recall.toFixed(1)}%). Before that the copy had ${plural(before, 'finding')}.`
  return { text, data: { planted, present, found, before }, exitCode: recall >= RECALL ? EXIT.done : EXIT.findings }
}

function refuseFull(error: unknown): never {
  if (isFull(error)) throw new CommandError(`There is no room for a copy of the database in ${tmpdir()}. Give another folder: TMPDIR=/var/tmp`, EXIT.full)
  throw error
}
