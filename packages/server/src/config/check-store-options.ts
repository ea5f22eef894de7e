import { defaultFoldLimits, type FoldLimits } from '../store/shared/fold-limits'
import { defaultVocabularyRules, type VocabularyRules } from '../store/shared/vocabulary'
import type { MemoryStoreOptions } from '../store/memory'
import type { SqliteStoreOptions } from '../store/sqlite/sqlite-store'
import { checkForms, checkParts, type Form, type Forms, isFunction, isObject, list, longestTimerMs, text, whole } from './option-forms'
import { checkRoutes, MIN_SESSIONS, readTimeZone } from './read-value'

const MEMORY_FORMS: Forms<MemoryStoreOptions> = {
  timeZone: text('Europe/Berlin'),
  routes: list('/u/[name]'),
  limits: { fits: isObject, give: 'an object such as { minSessions: 11 }' },
  vocabulary: { fits: isObject, give: 'an object such as { sessionsToShow: 11 }' },
}

const SQLITE_FORMS: Forms<SqliteStoreOptions> = {
  ...MEMORY_FORMS,
  path: { fits: (value) => typeof value === 'string' && value !== '', give: 'the path of a file, for example "./telemetry.db"', isNeeded: true },
  // The engine itself says whether it syncs as it was told.
  durability: text('full'),
  quotaBytes: whole({ from: 1, example: 10 * 1024 ** 3 }),
  maxQueuedEvents: whole({ from: 1, example: 10_000 }),
  maxQueuedBytes: whole({ from: 1, example: 16 * 1024 ** 2 }),
  busyTimeoutMs: whole({ from: 0, to: longestTimerMs, example: 2000 }),
  onWorkerDeath: { fits: isFunction, give: 'a function that is told of each death' },
}

const LIMITS: Forms<FoldLimits> = { ...formsOf<FoldLimits>(defaultFoldLimits, 1), minSessions: whole(MIN_SESSIONS) }
// None at once, or none at all, is a rule too.
const VOCABULARY = formsOf<VocabularyRules>(defaultVocabularyRules, 0)

/** Refuses settings of a store in a file that could only fail later, or would be kept to without a word. */
export function checkSqliteOptions(options: unknown): asserts options is SqliteStoreOptions {
  checkForms<SqliteStoreOptions>(options, { forms: SQLITE_FORMS, of: 'sqliteStore', example: "{ path: './telemetry.db' }" })
  checkShared(options)
}

/** The same of a store in memory. */
export function checkMemoryOptions(options: unknown): asserts options is MemoryStoreOptions {
  checkForms<MemoryStoreOptions>(options, { forms: MEMORY_FORMS, of: 'memoryStore', example: "{ timeZone: 'UTC' }" })
  // A file has a zone already, so a store in a file looks at it when it is opened.
  if (options.timeZone !== undefined) readTimeZone(options.timeZone, 'timeZone')
  checkShared(options)
}

function checkShared({ routes, limits, vocabulary }: MemoryStoreOptions): void {
  checkRoutes(routes ?? [], 'routes')
  checkParts(limits, { forms: LIMITS, what: 'limit', place: 'limits' })
  checkParts(vocabulary, { forms: VOCABULARY, what: 'threshold', place: 'vocabulary' })
}

function formsOf<Numbers extends { readonly [Name in keyof Numbers]: number }>(defaults: Numbers, from: number): Forms<Numbers> {
  return Object.fromEntries(Object.entries<number>(defaults).map(([name, example]): [string, Form] => [name, whole({ from, example })])) as Forms<Numbers>
}
