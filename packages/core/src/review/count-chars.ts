import type { MetadataValue } from '../event'
import { MAX_METADATA_DEPTH } from '../limits'

/** Counts like the limit of metadata: keys of objects and texts. */
export function countChars(value: MetadataValue | undefined, depth = 0): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null || depth > MAX_METADATA_DEPTH + 2) return 0
  return Object.entries(value).reduce((sum, [key, item]) => sum + (Array.isArray(value) ? 0 : key.length) + countChars(item, depth + 1), 0)
}
