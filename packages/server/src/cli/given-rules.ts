import type { ResolvedSettings } from '../config/resolve-settings'
import type { SettingKey } from '../config/settings'
import type { TelemetryLogger } from '../logger'
import { parseRules, recordGivenRules, type RecordedRules, RULES_SETTING } from '../recorded-rules'
import type { TelemetryStore } from '../store/store'
import { whileBusy } from './while-busy'

// A full disk must not prevent the dashboard from starting; recording reports it with each event.
const NOT_NOTED = 'the rules of this server could not be noted in the database: jobs of other processes keep to what was noted before'

const RULES = ['retentionDays', 'minSessions', 'routes', 'allow', 'deny', 'review'] as const satisfies readonly SettingKey[]

/** Whether a flag, the environment or a file says what a setting is. */
export function isGiven({ list }: ResolvedSettings, name: SettingKey): boolean {
  return list.some(({ key, origin }) => key === name && origin !== 'default' && origin !== 'server')
}

/**
 * Notes in the store the rules that a server of the command line was given, and only those: what it has by default must not undo what an app says in its code.
 * Tells what it works with instead, and where it was given something else than the app.
 */
export async function noteGivenRules(store: TelemetryStore, { settings, logger }: { readonly settings: ResolvedSettings; readonly logger: TelemetryLogger }): Promise<void> {
  const app = parseRules(await whileBusy(() => store.readSetting(RULES_SETTING))).app
  if (settings.values.enabled) await whileBusy(() => recordGivenRules(store, givenRules(settings))).catch(() => logger.warn(NOT_NOTED, {}))
  if (app !== null) tellDifferences(app, { settings, logger })
}

function givenRules(settings: ResolvedSettings): Partial<RecordedRules> {
  const { retentionDays, minSessions, routes, allow, deny, review } = settings.values
  return {
    ...(isGiven(settings, 'allow') && { allow }),
    ...(isGiven(settings, 'deny') && { deny }),
    ...(isGiven(settings, 'review') && { review }),
    ...(isGiven(settings, 'retentionDays') && { retentionDays }),
    ...(isGiven(settings, 'minSessions') && { minSessions }),
    // With the app's `strict`, the words of these other routes would be lost.
    ...(isGiven(settings, 'routes') && { routes, strict: false }),
  }
}

/** Tells what of an app's rules is taken here, and where this server was given something else. */
export function tellDifferences(app: RecordedRules, { settings, logger }: { readonly settings: ResolvedSettings; readonly logger: TelemetryLogger }): void {
  const rules = settings.list.flatMap((setting) => RULES.filter((key) => key === setting.key).map((key) => ({ ...setting, noted: app[key] })))
  const taken = rules.filter(({ origin, shown }) => origin === 'server' && shown !== '')
  if (taken.length > 0) logger.info(`rules of the app that records into this file: ${taken.map(({ variable, shown }) => `${variable}=${shown}`).join(' ')}`)
  for (const { origin, variable, shown, value, noted } of rules) {
    if (origin === 'server' || String(value) === String(noted)) continue
    logger.warn(`${variable} is ${shown}, and ${String(noted) || 'empty'} in the app that records into this file; give both the same, or leave it out here`, {})
  }
}
