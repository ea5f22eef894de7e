import { MAX_ADDRESS_LENGTH } from './limits'

/** The declared routes of an app, compiled for matching. */
export interface RouteMatcher {
  /** The route that matches a decoded path, such as `/u/[id]`, or null. */
  match(path: string): string | null
  /** Whether a declared route contains this word. */
  hasWord(segment: string): boolean
}

export const ID = '[id]'

// Placeholders for the whole rest of a path, and for one segment or a part of it. They sort after every word, so the most exact route comes first.
const REST = '\uFFFF'
const PLACE = '\uFFFE'

// Route groups of Next.js never appear in an address. A trailing slash, as in Django and Flask, does not make a different route.
const UNSEEN = /\/(\([\w-]+\))?(?=\/|$)/g
const ANY_REST = /\/([^/]*(\*|\.{3}|<path:|\+$)[^/]*|\$)$/
const OPTIONAL = /\/[^/]*(]]|\?)(?=\/|$)/
const PARAMETER = /\{.*?\}|<.*?>|\[.*?\]|[:$]\w+(\(.*?\))?/g

// Several parameters in one segment are matched as one, from the first to the last: matching them separately would try every split.
function toPattern(route: string): string {
  return `${route.replace(/[^\uFFFE\w\uFFFF/]/g, '\\$&').replace(/\uFFFE([^/]*\uFFFE)?/g, '[^/]+').replace(REST, '.+')}()`
}

/** The route with and without each optional part. */
function expand(route: string): string[] {
  const missing = ANY_REST.test(route) ? ANY_REST : OPTIONAL
  const without = route.replace(missing, '')
  if (without === route) return [route.replace(PARAMETER, PLACE)]
  return [...expand(without || '/'), ...expand(route.replace(missing, `/${missing === OPTIONAL ? PLACE : REST}`))]
}

/**
 * Compiles the routes of an app. Supports `:name`, `:name?`, `*`, `[slug]`, `[[slug]]`, `[...rest]`, `[[...rest]]`, `(group)`, `{id}`, `<int:id>` and `$id`.
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
  const pattern = RegExp(`^(${plain.map(toPattern).join('|')})$`, 'is')
  return {
    match(path) {
      // The first group is the path itself, the next ones are the empty ones at the end of each route.
      const found = pattern.exec(path)?.indexOf('', 1) as number
      // What was cleaned before stays as it is: there a parameter has lost its prefix.
      return shown.includes(path) ? path : (shown[found - 2] ?? null)
    },
    hasWord: (segment) => known.has(segment),
  }
}
