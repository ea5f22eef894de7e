import { parseRules, type NotedRules, RULES_SETTING } from '../recorded-rules'
import { readFileSetting } from '../store/sqlite/read-file-setting'
import { CommandError } from './command-error'
import { refuseForeign } from './open-database'
import { whileBusy } from './while-busy'

/** What servers noted in a database of their rules. Nothing where the file is not ours, which the command tells. */
export async function readServerRules(database: string): Promise<NotedRules> {
  try {
    refuseForeign(database)
  } catch (error) {
    if (error instanceof CommandError) return parseRules(null)
    throw error
  }
  return whileBusy(async () => parseRules(readFileSetting(database, RULES_SETTING)))
}
