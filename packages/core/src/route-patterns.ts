import { MAX_ADDRESS_LENGTH } from './limits'

/** The declared routes of an app, ready to be compared with addresses. */
export interface RouteMatcher {
  /** The route of a decoded path as `/u/[id]`, or null when none fits. */
  match(path: string): string | null
  /** Whether some declared route contains this word. */
  hasWord(segment: string): boolean
}

export const ID = '[id]'

// Stand for all that is left, and for one segment or a part of it. They sort behind every word, so the most exact route comes first.
const REST = '\uFFFF'
const PLACE = '\uFFFE'

// Route groups of Next.js never appear in an address; a slash at the end, as Django and Flask write it, makes no other route.
const UNSEEN = /\/(\([\w-]+\))?(?=\/|$)/g
const ANY_REST = /\/([^/]*(\*|\.{3}|<path:|\+$)[^/]*|\$)$/
const OPTIONAL = /\/[^/]*\?(?=\/|$)/
const PARAMETER = /\{.*?\}|<.*?>|\[.*?\]|[:$]\w+(\(.*?\))?/g

/**
 * Reads the routes of an app. Understands `:name`, `:name?`, `*`, `[slug]`, `[...rest]`, `[[...rest]]`, `(group)`, `{id}`, `<int:id>` and `$id`.
 *
 * @example
 * ```ts
 * createRouteMatcher(['/u/:name', '/docs/*']).match('/u/ada')
 * // => '/u/[id]'
 * ```
 */
export function createRouteMatcher(routes: readonly string[]): RouteMatcher {
  const plain = routes.flatMap((route) => expand(route.slice(0, MAX_ADDRESS_LENGTH).replace(UNSEEN, '').replace(/^\/?/, '/'))).sort()
  const shown = plain.map((route) => route.replace(/[^/]*[\uFFFE\uFFFF][^/]*/g, ID))
  const known = new Set(shown.join('/').split('/'))
  const pattern = RegExp(`^(?:${plain.map(toPattern).join('|')})$`, 's')
  return {
    match(path) {
      const found = pattern.exec(path)?.indexOf('', 1) ?? 0
      return shown[found - 1] ?? null
    },
    hasWord: (segment) => known.has(segment),
  }
}

/** The route with and without each part that may be missing. */
function expand(route: string): string[] {
  const missing = OPTIONAL.test(route) ? OPTIONAL : ANY_REST
  const without = route.replace(missing, '')
  if (without === route) return [route.replace(PARAMETER, PLACE)]
  return [...expand(without || '/'), ...expand(route.replace(missing, `/${missing === OPTIONAL ? PLACE : REST}`))]
}

// Several places in one segment are one, from the first to the last: two would try every cut between them.
function toPattern(route: string): string {
  return `${route.replace(/[^\w/\uFFFE\uFFFF]/g, '\\$&').replace(/\uFFFE([^/]*\uFFFE)?/g, '[^/]+').replace(REST, '.+')}()`
}
