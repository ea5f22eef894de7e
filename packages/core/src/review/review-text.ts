import { REMOVED } from '../anonymize-text'
import { anonymizeUrl } from '../anonymize-url'
import { MAX_TEXT_ROUNDS } from '../cleaning-limits'
import { MAX_NAME_LENGTH } from '../limits'
import type { KeyKind } from './judge-key'
import { judgeText } from './judge-text'
import { reviewRoute, type ReviewRouteOptions } from './review-route'
import { maskPathsWithBlanks } from './path-with-blanks'
import { removeToldSecrets } from './told-secret'
import { removeUserAgents } from './user-agent'
import { compileAtOnce } from './compile-at-once'

/**
 * The second look at a text outside of metadata: removes people's names, and masks routes like {@link reviewRoute}. What is no text becomes an
 * empty one. Never throws.
 *
 * @example
 * ```ts
 * reviewText('Call Priya Sharma back')
 * // => 'Call [removed] back'
 * ```
 */
export function reviewText(text: string, options: ReviewRouteOptions = {}): string {
  return lookAt(text, 'plain', options)
}

/**
 * The same for the name of an action or an error, where titles of two words are more common: removes only what can be nothing but a name.
 *
 * @example
 * ```ts
 * reviewAction('Order for Priya Sharma')
 * // => 'Order for [removed]'
 * reviewAction('Viewed Jordan Trip')
 * // => 'Viewed Jordan Trip'
 * ```
 */
export function reviewAction(action: string, options: ReviewRouteOptions = {}): string {
  const clean = lookAt(action, 'title', options)
  // A placeholder cut in half could pass for a word.
  return clean !== action && clean.length > MAX_NAME_LENGTH ? REMOVED : clean
}

function lookAt(text: string, kind: KeyKind, options: ReviewRouteOptions): string {
  if (typeof text !== 'string') return ''
  const routed = reviewRoutesIn(text, options)
  const bare = removeUserAgents(routed)
  if (bare !== routed) options.onRemoved?.('user_agent')
  const untold = removeToldSecrets(bare)
  if (untold !== bare) options.onRemoved?.('key')
  let clean = untold
  // A removal can join words that are a name together, so repeat until nothing changes.
  for (let before = '', round = 0; clean !== before && round < MAX_TEXT_ROUNDS; round++) {
    before = clean
    clean = judgeText(before, kind)
  }
  if (clean !== untold) options.onRemoved?.('name')
  return clean
}

// An address as `anonymizeText` leaves it: a path between spaces, quotes and brackets.
const ROUTE = /(?<![^\s"'<>`()[\]{},;=&?|])\/[^\s"'<>`()]+/g
const routes = compileAtOnce(ROUTE)

/** Applies the second look to the routes in a text. A path that `anonymizeUrl` would change is not a route. */
export function reviewRoutesIn(text: string, options: ReviewRouteOptions): string {
  if (!text.includes('/')) return text
  const routed = text.replace(routes(), (token) => (anonymizeUrl(token, options) === token ? reviewRoute(token, options) : token))
  const clean = maskPathsWithBlanks(routed)
  if (clean !== routed) options.onRemoved?.('address')
  return clean
}
