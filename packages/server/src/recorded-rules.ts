import type { ResolvedOptions } from './options'
import type { TelemetryStore } from './store/store'

/**
 * What a server notes in its store of how it cleans, folds and keeps, so that the jobs and checks of other processes do the same although the options stand in
 * its code.
 */
export type RecordedRules = Pick<ResolvedOptions, 'routes' | 'strict' | 'minSessions' | 'retentionDays'>

/** Key of the setting that holds the rules. */
export const RULES_SETTING = 'rules'

/** Notes the rules where others stand, or none. */
export async function recordRules(store: Pick<TelemetryStore, 'readSetting' | 'writeSetting'>, { routes, strict, minSessions, retentionDays }: RecordedRules): Promise<void> {
  const text = JSON.stringify({ routes, strict, minSessions, retentionDays })
  if ((await store.readSetting(RULES_SETTING)) !== text) await store.writeSetting(RULES_SETTING, text)
}

/** Reads what {@link recordRules} wrote; null for anything else. */
export function parseRules(text: string | null): RecordedRules | null {
  const { routes, strict, minSessions, retentionDays } = parseObject(text)
  if (!Array.isArray(routes) || typeof strict !== 'boolean' || typeof minSessions !== 'number' || typeof retentionDays !== 'number') return null
  return { routes: routes.map(String), strict, minSessions, retentionDays }
}

function parseObject(text: string | null): Partial<RecordedRules> {
  try {
    return (JSON.parse(text ?? '{}') as Partial<RecordedRules> | null) ?? {}
  } catch {
    // Another program wrote it: as good as no note.
    return {}
  }
}

/** Opens a store to record into it, and notes the rules there. */
export interface RuleNoting {
  open(): Promise<TelemetryStore>
  /** Resolves when nothing is being noted any more; never rejects. */
  settle(): Promise<void>
}

/**
 * Notes the rules each time that a store is opened to record into it. Whoever asked does not wait for it.
 *
 * @param open - Opens the store; the same one until it is closed.
 */
export function noteRules(open: () => Promise<TelemetryStore>, options: RecordedRules & Pick<ResolvedOptions, 'enabled'>): RuleNoting {
  let noted: TelemetryStore | undefined
  let noting = Promise.resolve()
  return {
    async open() {
      const store = await open()
      if (options.enabled && noted !== store) {
        noted = store
        // A store that cannot be written tells so with the next event.
        noting = recordRules(store, options).catch(() => undefined)
      }
      return store
    },
    settle: () => noting,
  }
}
