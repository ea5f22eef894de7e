import { isWordSegment } from './classify-segment'
import { MAX_ADDRESS_LENGTH, MAX_ROUTE_SEGMENTS } from './limits'
import { createRouteMatcher, ID, type RouteMatcher } from './route-patterns'

/** How {@link anonymizeUrl} decides. */
export interface AnonymizeUrlOptions {
  /** The routes of the app, such as `/u/:name`, `/docs/*` or `/shop/[slug]`. Addresses that match one become exactly that route. */
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
  /^(?:(?:(?:https?|wss?|ftp):\/{0,2048}|(?!file:)[a-z][a-z\d+.-]{0,63}:\/\/|\/{2,2048}|(?=[a-z\d.-]{1,255}:\d{1,5}(?![^/?#])))[^/?#]{0,2048})?([^?#]{0,2049})[^#]{0,2048}(?:#!?(\/[^?#]{0,2046}))?/i
const PLAIN = /^\/(?!\/)[\w.~/-]{0,2040}$/
const HAS_NO_ROUTE = /^(?:[a-z][a-z\d+.-]{0,63}:|\[opaque\]$)/i

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
  const isPlain = typeof address === 'string' && PLAIN.test(address)
  const [, path, hash] = isPlain ? [address, address] : findPath(address)
  if (!isPlain && HAS_NO_ROUTE.test(path)) return OPAQUE
  const matcher = routes && findMatcher(routes)
  const inner = hash ? readSegments(hash, false) : []
  const segments = [...readSegments(path, isPlain), ...inner].slice(0, MAX_ROUTE_SEGMENTS)
  return (matcher && ((inner[0] && matcher.match(inner)) || matcher.match(segments))) || classify(segments, matcher, strict)
}

// Blanks in front, tabs and line breaks do not count for browsers, and a backslash is a slash.
function findPath(address: unknown): readonly [unknown, string, string?] {
  const start = typeof address === 'string' ? address.slice(0, MAX_ADDRESS_LENGTH + 1) : OPAQUE
  return ADDRESS.exec(start.replace(/^[\0- ]{1,2048}|[\t\n\r]/g, '').replace(/\\/g, '/')) as unknown as [unknown, string, string?]
}

function classify(segments: readonly string[], matcher?: RouteMatcher, strict = false): string {
  let route = ''
  let previous = ''
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] ?? ''
    const isWord = matcher?.hasWord(segment) || (!(matcher && strict) && isWordSegment(segment, previous, index > segments.length - 2))
    previous = isWord ? segment : ID
    route += `/${previous}`
  }
  return route || '/'
}

function findMatcher(routes: readonly string[]): RouteMatcher {
  const matcher = matchers.get(routes) ?? createRouteMatcher(routes)
  matchers.set(routes, matcher)
  return matcher
}

function readSegments(path: string, isPlain: boolean): string[] {
  const segments: string[] = []
  // Half an identifier could pass for a word.
  for (const part of (path.length > MAX_ADDRESS_LENGTH - 2 ? `${path}%` : path).split('/')) {
    const segment = isPlain ? part : readSegment(part)
    if (segment === '..') segments.pop()
    else if (segment && segment !== '.') segments.push(segment)
  }
  return segments
}

// Matrix parameters, OData keys and verbs behind a colon say which thing is meant, not which page.
function readSegment(part: string): string {
  try {
    return decodeURIComponent(part.replace(/;.*|(?<=.)(?:\(.*|:[a-z]{3,40}$)/is, ''))
  } catch {
    return ID // Not an encoding of text: it can be anything.
  }
}
