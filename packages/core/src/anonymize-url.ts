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
export function anonymizeUrl(address: string, options: AnonymizeUrlOptions = {}): string {
  if (typeof address !== 'string') return OPAQUE
  const path = findPath(address)
  if (path === null) return OPAQUE
  const hash = /#!?(\/[^?#]{0,2046})/.exec(address)?.[1]
  const matcher = options.routes && findMatcher(options.routes)
  const inner = hash && readSegments(hash)
  const segments = inner ? [...readSegments(path), ...inner].slice(0, MAX_ROUTE_SEGMENTS) : readSegments(path)
  const exact = matcher && ((inner && matcher.match(inner)) || matcher.match(segments))
  return exact || classify(segments, matcher, options.strict)
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
  let matcher = matchers.get(routes)
  if (!matcher) matchers.set(routes, (matcher = createRouteMatcher(routes)))
  return matcher
}

// As browsers read it: blanks in front, tabs and line breaks do not count, a backslash is a slash, and a host needs no scheme.
const HOST = /^(?:(?:https?|wss?|ftp):\/{0,2048}|(?!file:)[a-z][a-z\d+.-]{0,63}:\/\/|\/{2,2048}|(?=[a-z\d.-]{1,255}:\d{1,5}(?![^/?#])))[^/?#]{0,2048}/i

/** The path of an address, or null when it has none. */
function findPath(address: string): string | null {
  const start = address.slice(0, MAX_ADDRESS_LENGTH + 1)
  if (/^\/[\w%.@~-]/.test(start)) return cut(start)
  const clean = start.replace(/^[\0- ]{1,2048}|[\t\n\r]/g, '').replace(/\\/g, '/')
  const path = clean.replace(HOST, '')
  return clean === OPAQUE || /^[a-z][a-z\d+.-]{0,63}:/i.test(path) ? null : cut(path)
}

function cut(path: string): string {
  return path.split(/[?#]/, 1)[0] ?? ''
}

function readSegments(path: string): string[] {
  const segments: string[] = []
  // Half an identifier could pass for a word.
  const parts = (path.length > MAX_ADDRESS_LENGTH - 2 ? `${path}%` : path).split('/')
  const isPlain = !/[%;(:]/.test(path)
  for (const part of parts) {
    const segment = isPlain ? part : readSegment(part)
    if (segment === '..') segments.pop()
    else if (segment && segment !== '.' && segments.length < MAX_ROUTE_SEGMENTS) segments.push(segment)
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
