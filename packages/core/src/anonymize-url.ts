import { createRouteMatcher, ID, type RouteMatcher } from './route-patterns'
import { MAX_ADDRESS_LENGTH } from './limits'
import { classifyPath } from './classify-path'

/** How {@link anonymizeUrl} decides. */
export interface AnonymizeUrlOptions {
  /** The routes of the app, such as `/u/:name`, `/docs/*` or `/shop/[slug]`; the slash in front may be missing, and one at the end says nothing. Addresses that match one become exactly that route. */
  readonly routes?: readonly string[] | undefined
  /**
   * With `routes`: only words of the declared routes survive; everything else is `[id]`.
   *
   * @default false
   */
  readonly strict?: boolean | undefined
}

/** What stands for an address that has no route, such as `data:` or `mailto:`. */
export const OPAQUE = '[opaque]'

const matchers = new WeakMap<readonly string[], RouteMatcher>()

// Host, path, and a path behind `#/`. As browsers read it: a host needs no scheme, and after a scheme of the web no slashes.
const ADDRESS =
  /^(?:(?:(?:https?|ftp|wss?):\/*|(?!file:)[a-z][\w+.-]*:\/\/|(?=[a-z\d.-]+:\d+(?![^/?#]))|\/{2,})[^/?#]*)?([^?#]*)[^#]*(?:#!?(\/[^?#]*))?/i
const PLAIN = /^(\/|(\/([\w-][\w.-]*|\[id]))+)$/
const HAS_NO_ROUTE = /^(?:[a-z][\w+.-]*:|\[opaque])/i

/**
 * Keeps the route and drops the visitor: query, fragment, host, credentials and identifiers are removed. Never throws; doing it twice
 * changes nothing.
 *
 * @param address - An absolute URL, a path, or a path behind `#/`.
 * @returns A route such as `/orders/[id]`, or `[opaque]` for what has no route.
 * @example
 * ```ts
 * anonymizeUrl('https://shop.example/orders/1042?email=a@b.c')
 * // => '/orders/[id]'
 * anonymizeUrl('/u/ada', { routes: ['/u/:name'] })
 * // => '/u/[id]'
 * ```
 */
export function anonymizeUrl(address: string, { routes, strict }: AnonymizeUrlOptions = {}): string {
  let matcher = routes && matchers.get(routes)
  if (routes && !matcher) matchers.set(routes, (matcher = createRouteMatcher(routes)))
  let path = typeof address === 'string' ? address.slice(0, MAX_ADDRESS_LENGTH + 1) : OPAQUE
  let inner: string | undefined
  // Most addresses are plain paths.
  if (path.length > MAX_ADDRESS_LENGTH - 3 || !PLAIN.test(path)) {
    // Blanks in front, tabs and line breaks do not count for browsers, and a backslash is a slash.
    const [, start = '', hash = ''] = ADDRESS.exec(path.replace(/^[\0- ]+|[\t\n\r]/g, '').replace(/\\/g, '/')) ?? []
    inner = readSegments(hash)
    path = HAS_NO_ROUTE.test(start) ? OPAQUE : readSegments(start) + inner || '/'
  }
  return path === OPAQUE ? path : (matcher && ((inner && matcher.match(inner)) || matcher.match(path))) || classifyPath(path, matcher, strict)
}

/** The decoded segments, each behind a slash. */
function readSegments(path: string): string {
  const segments: string[] = []
  // Half an identifier could pass for a word.
  for (const part of (path.length > MAX_ADDRESS_LENGTH - 2 ? `${path}%` : path).split('/')) {
    const segment = readSegment(part)
    if (segment === '..') segments.pop()
    else if (segment && segment !== '.') segments.push(`/${segment}`)
  }
  return segments.join('')
}

// Matrix parameters, OData keys and verbs behind a colon say which thing is meant, not which page.
function readSegment(part: string): string {
  try {
    return /^[\w.-]*$/.test(part) ? part : decodeURIComponent(part.replace(/;[^\n]*|(?!^)(:[a-z]{3,40}$|\([^\n]*)/i, '').replace(/%2f/gi, '%25'))
  } catch {
    return ID // Not an encoding of text: it can be anything.
  }
}
