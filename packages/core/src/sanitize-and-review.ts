import type { Metadata } from './event'
import { makeRoom } from './metadata-key'
import { allowThings } from './review/allow-things'
import { reviewMetadata } from './review/review-metadata'
import { setAside } from './review/set-aside'
import { type SanitizeOptions, sanitizeMetadata as takeFirstLook } from './sanitize-metadata'

/**
 * Removes personal data from metadata; the result is what the server would store. Keys are judged by their words (`apiKey` is removed, `keyboard` is kept), values by
 * their form, and people's names by tables. Never throws and never changes its input. Depth, keys, values and characters are limited.
 *
 * In a page, where bundlers resolve the `browser` condition, this is the first look alone, because the second one with its tables is almost 30 times as large. Without the tables it also
 * removes more below keys that sound like people: `{ employer: 'Goldman Sachs' }` is kept here and removed there.
 *
 * @example
 * ```ts
 * sanitizeMetadata({ plan: 'pro', userEmail: 'ada@example.org', path: '/orders/1042', vet: 'Rossi', note: 'Priya Sharma called' })
 * // => { plan: 'pro', path: '/orders/[id]', note: '[removed] called' }
 * ```
 */
export function sanitizeMetadata(metadata: unknown, options: SanitizeOptions = {}): Metadata {
  makeRoom()
  if (options.review === false) return takeFirstLook(metadata, options)
  const aside = setAside(metadata, options)
  return reviewMetadata(aside.putBack(takeFirstLook(aside.rest, allowThings(metadata, options))), options)
}
