import { createRouteMatcher, type RouteMatcher, ID } from './route-patterns'
import { classifyPath } from './classify-path'
import { MAX_ADDRESS_LENGTH } from './limits'

/** Rules of {@link anonymizeUrl}. */
export interface AnonymizeUrlOptions {
  /** The routes of the app, such as `/u/:name`, `/docs/*` or `/shop/[slug]`; the leading slash is optional, and a trailing one is ignored. An address that matches a route becomes exactly that route. */
  readonly routes?: readonly string[] | undefined
  /**
   * With `routes`: keep only words of the declared routes; everything else becomes `[id]`.
   *
   * @default false
   */
  readonly strict?: boolean | undefined
}

/** Replaces an address that has no route, such as `data:` or `mailto:`. */
export const OPAQUE = '[opaque]'

const matchers = new WeakMap<readonly string[], RouteMatcher>()

// Host, path, and a path after `#/`. As in browsers, a host needs no scheme, and a web scheme needs no slashes after it.
const ADDRESS =
  /^(?:(?:(?:https?|ftp|wss?):\/*|(?!file:)[a-z][\w+.-]*:\/\/|(?=[a-z\d.-]+:\d+(?![^/?#]))|\/{2,})[^/?#]*)?([^?#]*)[^#]*(?:#!?(\/[^?#]*))?/i
const PLAIN = /^(\/|(\/([\w-][\w.-]*|\[id]))+)$/
const HAS_NO_ROUTE = /^([a-z][\w+.-]*:|\[opaque])/i

/** The decoded segments, each after a slash. */
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

// Matrix parameters, OData keys and verbs after a colon identify a thing, not a page.
function readSegment(part: string): string {
  try {
    return /^[\w.-]*$/.test(part) ? part : decodeURIComponent(part.replace(/;.*|(?!^)(:[a-z]{3,40}$|\(.*)/i, '').replace(/%2f/gi, '%25'))
  } catch {
    return ID // Not encoded text, so it can be anything.
  }
}

/**
 * Reduces an address to its route: query, fragment, host, credentials and identifiers are removed. Never throws, and is idempotent.
 *
 * @param address - An absolute URL, a path, or a path after `#/`.
 * @returns A route such as `/orders/[id]`, or `[opaque]` for an address without a route.
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
    // Browsers ignore leading spaces, tabs and line breaks, and read a backslash as a slash.
    const [, start = '', hash = ''] = ADDRESS.exec(path.replace(/^[\0- ]+|[\r\n\t]/g, '').replace(/\\/g, '/')) as RegExpExecArray
    inner = readSegments(hash)
    path = HAS_NO_ROUTE.test(start) ? OPAQUE : readSegments(start) + inner || '/'
  }
  return path === OPAQUE ? path : (matcher && ((inner && matcher.match(inner)) || matcher.match(path))) || classifyPath(path, matcher, strict)
}
