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
  const hash = findHashRoute(address)
  const matcher = options.routes && findMatcher(options.routes)
  const inner = hash && readSegments(hash)
  const segments = inner ? [...readSegments(path), ...inner].slice(0, MAX_ROUTE_SEGMENTS) : readSegments(path)
  const exact = matcher && ((inner && matcher.match(inner)) || matcher.match(segments))
  return exact || classify(segments, matcher, options.strict)
}

function classify(segments: readonly string[], matcher?: RouteMatcher, strict = false): string {
  let route = ''
  let previous = ''
  for (const segment of segments) {
    const isWord = matcher?.hasWord(segment) || (!(matcher && strict) && isWordSegment(segment, previous))
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

/** The path of an address, or null when it has none. */
function findPath(address: string): string | null {
  let path = address.slice(0, MAX_ADDRESS_LENGTH + 1)
  if (!/^\/[^/\\\s]/.test(path)) {
    // As browsers read it: surrounding blanks, tabs and line breaks do not count, and a backslash is a slash.
    path = path.replace(/^[\0- ]{1,2048}|[\t\n\r]/g, '').replace(/\\/g, '/')
    if (path === OPAQUE) return null
    const scheme = /^[a-z][a-z\d+.-]{0,63}:/i.exec(path)?.[0]
    if (scheme && !/^[a-z\d.-]{1,255}:\d{1,5}(?![^/?#])/i.test(path)) {
      const after = path.slice(scheme.length)
      if (/^file:/i.test(scheme) || !(/^(https?|wss?|ftp):/i.test(scheme) || after.startsWith('//'))) return null
      path = after.replace(/^\/{0,2048}[^/?#]{0,2048}/, '')
    } else if (scheme) path = path.replace(/^[^/?#]{1,2048}/, '')
    else if (path.startsWith('//')) path = path.replace(/^\/{2,2048}[^/?#]{0,2048}/, '')
  }
  return cut(path)
}

function findHashRoute(address: string): string | null {
  const at = address.indexOf('#')
  if (at < 0) return null
  const hash = /^#!?(\/.{0,2048})/s.exec(address.slice(at, at + MAX_ADDRESS_LENGTH + 2))?.[1]
  return hash ? cut(hash) : null
}

function cut(path: string): string {
  const end = path.search(/[?#]/)
  return end < 0 ? path : path.slice(0, end)
}

function readSegments(path: string): string[] {
  const segments: string[] = []
  const isCut = path.length > MAX_ADDRESS_LENGTH
  const parts = path.split('/', 512)
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? ''
    // Half an identifier could pass for a word.
    const segment = isCut && index === parts.length - 1 ? ID : readSegment(part)
    if (segment === '..') segments.pop()
    else if (segment && segment !== '.' && segments.length < MAX_ROUTE_SEGMENTS) segments.push(segment)
  }
  return segments
}

// Matrix parameters, OData keys and verbs behind a colon say which thing is meant, not which page.
function readSegment(part: string): string {
  if (!/[%;(:]/.test(part)) return part
  const plain = part.replace(/;.*$/s, '').replace(/(.)\(.*$/s, '$1').replace(/(.):[A-Za-z]{3,40}$/, '$1')
  try {
    return decodeURIComponent(plain)
  } catch {
    return ID // Not an encoding of text: it can be anything.
  }
}
