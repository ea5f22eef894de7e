import { parseRules, type RecordedRules, RULES_SETTING } from '../recorded-rules'
import { readFileSetting } from '../store/sqlite/read-file-setting'
import { CommandError } from './command-error'
import { refuseForeign } from './open-database'
import { whileBusy } from './while-busy'

/** What the server that records into a database noted there of its rules. Null where it noted nothing, and where the file is not ours, which the command tells. */
export async function readServerRules(database: string): Promise<RecordedRules | null> {
  try {
    refuseForeign(database)
  } catch (error) {
    if (error instanceof CommandError) return null
    throw error
  }
  return whileBusy(async () => parseRules(readFileSetting(database, RULES_SETTING)))
}
