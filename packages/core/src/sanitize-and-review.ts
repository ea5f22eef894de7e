import { type Metadata, type SanitizeOptions, sanitizeMetadata as takeFirstLook } from './page'
import { allowThings, reviewMetadata } from './review'

/**
 * Keeps what an event may say and drops who it was about, as the server stores it: keys are judged by their words (`apiKey` goes, `keyboard` stays), values by
 * their form, and names of persons by tables. Never throws, never changes its input, and always ends: depth, keys, values and characters are limited.
 *
 * In a page, where a bundler asks for `browser`, this is the first look alone: the second one, with its tables, is almost 30 times as large. Without them it also
 * removes more below keys that sound like persons: `{ employer: 'Goldman Sachs' }` stays here, and goes there.
 *
 * @example
 * ```ts
 * sanitizeMetadata({ plan: 'pro', userEmail: 'ada@example.org', path: '/orders/1042', vet: 'Rossi', note: 'Priya Sharma called' })
 * // => { plan: 'pro', path: '/orders/[id]', note: '[removed] called' }
 * ```
 */
export function sanitizeMetadata(metadata: unknown, options: SanitizeOptions = {}): Metadata {
  if (options.review === false) return takeFirstLook(metadata, options)
  return reviewMetadata(takeFirstLook(metadata, allowThings(metadata, options)), options)
}
