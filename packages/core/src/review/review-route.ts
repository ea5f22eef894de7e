import type { AnonymizeUrlOptions } from '../anonymize-url'
import { MAX_ADDRESS_LENGTH, MAX_ROUTE_SEGMENTS } from '../limits'
import { createRouteMatcher, ID, type RouteMatcher } from '../route-patterns'
import { judgePlace } from './judge-place'
import { isPersonSegment } from './judge-segment'

/** Rules of {@link reviewRoute}, and a callback for what it removed. */
export interface ReviewRouteOptions extends AnonymizeUrlOptions {
  /** Called with `address` if a segment was masked, never with the segment. */
  readonly onRemoved?: ((rule: string) => void) | undefined
}

const matchers = new WeakMap<readonly string[], RouteMatcher>()

/**
 * The server's second look at a route that `anonymizeUrl` returned: masks segments that are a person's name and, below lists of people, those
 * that are not words that apps use. Words of declared routes are kept. Never throws.
 *
 * @example
 * ```ts
 * reviewRoute('/users/jane-doe/settings')
 * // => '/users/[id]/settings'
 * reviewRoute('/users/settings')
 * // => '/users/settings'
 * reviewRoute('/team/okafor', { routes: ['/team/okafor'] })
 * // => '/team/okafor'
 * ```
 */
export function reviewRoute(route: string, options: ReviewRouteOptions = {}): string {
  if (typeof route !== 'string' || !route.startsWith('/') || route.length > MAX_ADDRESS_LENGTH) return route
  const clean = maskPersons(route, matcherOf(options.routes))
  if (clean !== route) options.onRemoved?.('address')
  return clean
}

function matcherOf(routes: readonly string[] | undefined): RouteMatcher | undefined {
  if (!routes?.length) return undefined
  const matcher = matchers.get(routes) ?? createRouteMatcher(routes)
  matchers.set(routes, matcher)
  return matcher
}

/** An access key whose letters alone may look like words: of a cloud, and of GitLab. */
const ACCESS_KEY = /^(?:A[KS]IA[A-Z2-7]{16}|gl(?:pat|dt|rt|cbt|ptt|ft)-[\w-]{20,64})$/

/** The address of a network card in dashes. */
const CARD_ADDRESS = /^(?:[\da-f]{2}-){5}[\da-f]{2}$/i

/** An address of a machine at the root, where the first look takes it for a version. It is none that begins with 0 or 127, nor a network. */
const IPV4 = /^(?!(?:0|127)\.|.*\.0\.0$)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/

function maskPersons(route: string, matcher: RouteMatcher | undefined): string {
  let [around, before] = ['', '']
  return route.split('/').map((segment, index) => {
    const isKept = segment === '' || segment === ID || index > MAX_ROUTE_SEGMENTS || matcher?.hasWord(segment)
    const left = isKept || !(isIdentifier(segment) || isPerson(segment, before, around)) ? segment : ID
    ;[around, before] = [before, left]
    return left
  }).join('/')
}

/** Whether the form of a segment shows that it is an identifier, where the first look cannot. */
function isIdentifier(segment: string): boolean {
  return IPV4.test(segment) || ACCESS_KEY.test(segment) || CARD_ADDRESS.test(segment)
}

/** Whether a segment is a person, by the two segments before it. One level further down in a catalogue there are things, too: `/categories/pedals/paul-reed-smith`. */
function isPerson(segment: string, before: string, around: string): boolean {
  const place = before === ID ? 'plain' : judgePlace(before)
  const isCatalogue = () => around !== '' && around !== ID && /^(?:title|thing)$/.test(judgePlace(around))
  return isPersonSegment(segment, place) && (place !== 'plain' || before === ID || !isCatalogue() || isPersonSegment(segment, 'title'))
}
