import { MAX_RETENTION_DAYS } from '../store/shared/check-retention'
import { createCalendar, dateOfDay } from '@parel/telemetry-core'
import { type FileOwner, holdsOurTables } from '../store/sqlite/file-owner'
import { isOverwritten, prepareErasure } from '../privacy/erase-database'
import type { Command, CommandContext, CommandResult } from './command'
import { CommandError } from './command-error'
import { EXIT } from './exit-codes'
import { fileError } from './file-error'
import { ownerOf, refuseForeign, refuseMissing } from './open-database'
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
  const owner = ownerOf(database)
  refuseNoFile(database, EXIT.data)
  refuseOthers(database, owner)
  const inUse = () => refuseInUse(database, 'erase')
  const { files, erase: overwrite } = orFileError(database, 'Nothing was erased. Run this as the user that serves, and where the folder may be written.', () => prepareErasure(database, inUse))
  orFileError(database, 'It may be erased in part: look at the disk, and run this again.', overwrite)
  return { text: `Erased ${files.join(', ')}. Backups and exports are where you put them.`, data: { erased: files } }
}

/**
 * The beginning of a file tells whose it is; where that is damaged, its tables do, and where an earlier run was killed before it deleted what it had overwritten, there
 * is nothing left. A note of a damage tells nothing: it may be older than the file.
 */
function refuseOthers(database: string, owner: FileOwner): void {
  if (owner !== 'unknown') return refuseForeign(database)
  if (isOverwritten(database) || holdsOurTables(database)) return
  const says = `${database} is no database, or its beginning is damaged, and nothing in it shows that it is one of telemetry.`
  throw new CommandError(`${says} Nothing was erased: give another path; or, where it is the database, delete it with the tools of your system, for example: shred -u`, EXIT.data)
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
