import * as v from 'valibot'
import type { ResolvedOptions } from './options'
import { DEFAULT_RETENTION_DAYS } from './resolve-options'
import type { TelemetryStore } from './store/store'

/**
 * What a server notes in its store of how it cleans, folds and keeps, so that the jobs and checks of other processes do the same although the options stand in
 * its code.
 */
export type RecordedRules = Pick<ResolvedOptions, 'routes' | 'strict' | 'allow' | 'deny' | 'review' | 'minSessions' | 'retentionDays'>

/** Key of the setting that holds the rules. */
export const RULES_SETTING = 'rules'

/** What stands in a store. */
export interface NotedRules {
  /** Those of the app that recorded last. Null where none did. */
  readonly app: RecordedRules | null
  /** What a server of the command line that was started since had in its own settings. */
  readonly given: Partial<RecordedRules>
  /** True where something stands there that no server wrote: it is as good as no note. */
  readonly isDamaged: boolean
}

type SettingsOfStore = Pick<TelemetryStore, 'readSetting' | 'writeSetting'>

/** Notes the rules of an app where others stand, or none. */
async function recordRules(store: SettingsOfStore, { routes, strict, allow, deny, review, minSessions, retentionDays }: RecordedRules): Promise<void> {
  await write(store, { app: { routes, strict, allow, deny, review, minSessions, retentionDays }, given: {} })
}

/** Notes what a server of the command line was given, beside what an app noted; what such a server was given before is gone. */
export async function recordGivenRules(store: SettingsOfStore, given: Partial<RecordedRules>): Promise<void> {
  const { app } = parseRules(await store.readSetting(RULES_SETTING))
  await write(store, { app, given })
}

async function write(store: SettingsOfStore, { app, given }: Omit<NotedRules, 'isDamaged'>): Promise<void> {
  const text = JSON.stringify({ ...app, ...(Object.keys(given).length > 0 && { given }) })
  const noted = await store.readSetting(RULES_SETTING)
  if (noted !== text && !(noted === null && text === '{}')) await store.writeSetting(RULES_SETTING, text)
}

const from = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least))
const texts = v.array(v.string())
const words = { routes: texts, strict: v.boolean(), minSessions: from(1), retentionDays: from(8) }
const note = v.pipe(v.string(), v.parseJson())
// An older version notes no keys and looked once; what it left is judged, and taken in again, as the next start of its server would.
const appNote = v.object({ ...words, allow: v.optional(texts, []), deny: v.optional(texts, []), review: v.optional(v.boolean(), true) })
const givenNote = v.object({
  given: v.object({
    routes: v.exactOptional(words.routes), strict: v.exactOptional(words.strict),
    allow: v.exactOptional(texts), deny: v.exactOptional(texts), review: v.exactOptional(v.boolean()),
    minSessions: v.exactOptional(words.minSessions), retentionDays: v.exactOptional(words.retentionDays),
  }),
})

/** Reads what {@link recordRules} and {@link recordGivenRules} wrote. Whatever else stands there is as good as no note. */
export function parseRules(text: string | null): NotedRules {
  const { output } = v.safeParse(note, text)
  const app = v.safeParse(appNote, output)
  const given = v.safeParse(givenNote, output)
  return { app: app.success ? app.output : null, given: given.success ? given.output.given : {}, isDamaged: text !== null && !isWhole(output, { app, given }) }
}

interface Judged {
  readonly app: { readonly success: boolean }
  readonly given: { readonly success: boolean }
}

/** Each part may be missing, and what is there has its form. */
function isWhole(output: unknown, { app, given }: Judged): boolean {
  if (typeof output !== 'object' || output === null) return false
  return (app.success || Object.keys(output).every((name) => name === 'given')) && (given.success || !('given' in output))
}

/** What the jobs and checks of other processes keep to, beyond what their own settings say. */
export function rulesForOthers({ app, given }: Pick<NotedRules, 'app' | 'given'>): Partial<RecordedRules> {
  return { ...app, ...given }
}

/** The days that raw events are kept where nothing else says it: as noted, else the default. */
export async function readNotedRetention(store: Pick<TelemetryStore, 'readSetting'>): Promise<number> {
  return rulesForOthers(parseRules(await store.readSetting(RULES_SETTING))).retentionDays ?? DEFAULT_RETENTION_DAYS
}

/** Opens a store to record into it, and notes the rules there. */
export interface RuleNoting {
  open(): Promise<TelemetryStore>
  /** Resolves when nothing is being noted any more; never rejects. */
  settle(): Promise<void>
}

/**
 * Notes the rules when a store is opened to record into it, once. Whoever asked does not wait for it.
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
        // A store that cannot be written now tells so with the next event; with a later request it is tried again.
        noting = recordRules(store, options).catch(() => void (noted = undefined))
      }
      return store
    },
    settle: () => noting,
  }
}
