import { type SanitizeOptions, sanitizeMetadata } from '@parel/telemetry-core'
import { allowThings, reviewMetadata, setAside } from '@parel/telemetry-core/review'
import { MAP_NAMES } from '../store/shared/daily-row'
import { parseStored } from './parse-stored'

/** The rules that what is stored is judged by. */
export interface JudgingRules extends SanitizeOptions {
  /** Whether the server that wrote it looked a second time. Default: no. */
  readonly review?: boolean
}

/** Whether cleaning leaves the metadata of a raw event as they are. Text that is no JSON, or has a key twice, is none that cleaning has made. */
export function isCleanMetadata(text: string, options: JudgingRules): boolean {
  const stored = parseStored(text)
  if (stored === undefined) return false
  // A server that looked a second time kept names of things and harmless values, and they stay harmless when it is started without that look.
  const aside = setAside(stored, options)
  const clean = aside.putBack(sanitizeMetadata(aside.rest, { ...allowThings(stored, options), review: false }))
  // A text of another writer may have blanks; what it says counts.
  return JSON.stringify(clean) === JSON.stringify(stored) && (options.review !== true || reviewMetadata(clean, options) === clean)
}

/** Whether the maps of a daily row have the names that aggregation gives them, and count nothing but texts. Of a page the values of a web vital are numbers. */
export function isCleanMaps(text: string): boolean {
  const stored = parseStored(text)
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return false
  return Object.entries(stored).every(([name, entries]) => Array.isArray(entries) && (name === 'vitals' ? entries.every(isHistogram) : mapNames.has(name) && entries.every(isCount)))
}

const mapNames: ReadonlySet<string> = new Set(MAP_NAMES)

function isCount(entry: unknown): boolean {
  return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string' && typeof entry[1] === 'number'
}

function isHistogram(entry: unknown): boolean {
  return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string' && Array.isArray(entry[1]) && entry[1].every((number) => typeof number === 'number')
}
