import { existsSync } from 'node:fs'
import { MAX_RETENTION_DAYS } from '../store/shared/check-retention'
import { createCalendar, dateOfDay } from '@parel/telemetry-core'
import { damageMarkOf } from '../store/sqlite/damage-mark'
import { isOverwritten, prepareErasure } from '../privacy/erase-database'
import type { Command, CommandContext, CommandResult } from './command'
import { CommandError } from './command-error'
import { EXIT, exitCodeOf } from './exit-codes'
import { fileError } from './file-error'
import { refuseForeign, refuseMissing } from './open-database'
import { plural } from './plural'
import { readDay } from './read-day'
import { refuseInUse } from './refuse-in-use'
import { refuseNoFile } from './refuse-no-file'
import { ofDays, tellDeleted } from './tell-deleted'

/** Flags of `erase`. */
export interface EraseFlags {
  readonly before?: string
  readonly everything?: boolean
  readonly yes?: boolean
}

/** Deletes raw events before a day, or the whole database. */
export const erase: Command<EraseFlags> = async ({ before, everything = false, yes = false }, context) => {
  if (before === undefined && !everything) throw new CommandError('Give --before DATE or --everything.', EXIT.usage)
  if (before !== undefined && everything) throw new CommandError('Give --before or --everything, not both.', EXIT.usage)
  if (!yes) throw new CommandError('What is erased cannot be brought back. Give --yes to go on.', EXIT.usage)
  return before === undefined ? eraseEverything(context) : eraseBefore(before, context)
}

function eraseEverything({ settings }: CommandContext): CommandResult {
  const { database } = settings.values
  refuseMissing(database)
  refuseOthers(database)
  refuseNoFile(database, EXIT.data)
  const inUse = () => refuseInUse(database, 'erase')
  const { files, erase: overwrite } = orFileError(database, 'Nothing was erased. Run this as the user that serves, and where the folder may be written.', () => prepareErasure(database, inUse))
  orFileError(database, 'It may be erased in part: look at the disk, and run this again.', overwrite)
  return { text: `Erased ${files.join(', ')}. Backups and exports are where you put them.`, data: { erased: files } }
}

/** The beginning of a file tells whose it is, unless it is damaged, which a note beside it tells, or an earlier run was killed before it deleted what it had overwritten. */
function refuseOthers(database: string): void {
  if (existsSync(damageMarkOf(database))) return
  try {
    refuseForeign(database)
  } catch (error) {
    if (exitCodeOf(error) !== EXIT.data || !isOverwritten(database)) throw error
  }
}

/** What the system says names the file; where it does not, it was the database or one of its companions. */
function orFileError<Result>(database: string, cure: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof CommandError) throw error
    const file = error instanceof Error && 'path' in error ? String(error.path) : database
    throw fileError(file, { verb: 'written', cure, error })
  }
}

function eraseBefore(before: string, { withStore, now, signal }: CommandContext): Promise<CommandResult> {
  const day = readDay(before, '--before')
  return withStore(async (store) => {
    const { timeZone } = await store.health(now())
    const retentionDays = Math.min(MAX_RETENTION_DAYS, createCalendar(timeZone).dayOf(now()) - day)
    // A day can still grow for a week: events wait in phones for so long.
    if (retentionDays < 8) throw new CommandError(`--before is ${before}. Give a day at least 8 days ago; later ones can still grow.`, EXIT.usage)
    await store.aggregate({ now: now(), signal })
    const { deleted, sealed, skipped, heldBack } = await store.cleanup({ now: now(), retentionDays, signal })
    signal.throwIfAborted()
    const text = `Erased ${plural(deleted, 'raw event')}${ofDays(sealed.length)} before ${before}; daily numbers stay.`
    return tellDeleted([text], { deleted, sealed: sealed.map(dateOfDay), skipped: skipped.map(dateOfDay) }, heldBack)
  })
}
