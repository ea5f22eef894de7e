import { dateOfDay } from '@parel/telemetry-core'
import { asFlag, readRetention } from '../config/read-value'
import type { Command } from './command'
import { plural } from './plural'
import { ofDays, tellDeleted } from './tell-deleted'

/** Flags of `cleanup`. */
export interface CleanupFlags {
  readonly days?: string
}

const readDays = asFlag(readRetention)

/** Deletes the raw events of days beyond the retention; the daily numbers stay. */
export const cleanup: Command<CleanupFlags> = ({ days }, { settings, withStore, now, signal }) => {
  const retentionDays = days === undefined ? settings.values.retentionDays : readDays(days, '--days')
  return withStore(async (store) => {
    const { sealed, deleted, skipped, heldBack } = await store.cleanup({ now: now(), retentionDays, signal })
    signal.throwIfAborted()
    const lines = [deleted === 0 ? `Nothing to delete: no raw event is older than ${plural(retentionDays, 'day')}.` : `Deleted ${plural(deleted, 'raw event')}${ofDays(sealed.length)}.`]
    if (skipped.length > 0) lines.push(`Kept ${plural(skipped.length, 'day')} that are not aggregated: ${skipped.map(dateOfDay).join(', ')}. Run: parel-telemetry aggregate`)
    return tellDeleted(lines, { deleted, sealed: sealed.map(dateOfDay), skipped: skipped.map(dateOfDay), retentionDays }, heldBack)
  })
}
