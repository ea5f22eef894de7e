import { MAX_ADDRESS_LENGTH } from './limits'
/** The declared routes of an app, ready to be compared with addresses. */
export interface RouteMatcher {
  /** The route of these decoded segments as `/u/[id]`, or null when none fits. */
  match(segments: readonly string[]): string | null
  /** Whether some declared route contains this word. */
  hasWord(segment: string): boolean
}

interface RouteNode {
  readonly words: Map<string, RouteNode>
  /** By what stands around the place of a parameter, which is a `*`. */
  readonly places: Map<string, RouteNode>
  hasRest?: boolean
  isEnd?: boolean
}

export const ID = '[id]'

const PLACE = '*'
// Route groups of Next.js never appear in an address.
const GROUP = /^(?:\([\w-]{1,99}\))?$/
const REST = /^(?:\[{1,2}\.{3}.*|\*.*|:.+[*+]|\$|\{\*.*|.*\.{3}\}|<path:.*|:\w+\(\.\*\))$/
const NEEDED_REST = /^(?:\[\.|:.+\+)/
const PARAMETER = /\[[^\]]*\]|\{[^}]*\}|<[^>]*>|:\w+(?:\([^)]*\))?\??|\$\w+/

/**
 * Reads the routes of an app. Understands `:name`, `:name?`, `*`, `[slug]`, `[...rest]`, `[[...rest]]`, `(group)`, `{id}`, `<int:id>` and `$id`.
 *
 * @example
 * ```ts
 * createRouteMatcher(['/u/:name', '/docs/*']).match(['u', 'ada'])
 * // => '/u/[id]'
 * ```
 */
export function createRouteMatcher(routes: readonly string[]): RouteMatcher {
  const root = createNode()
  const declared = new Set<string>()
  const add = (node: RouteNode, [part, ...others]: readonly string[]): void => {
    if (part === undefined) node.isEnd = true
    else if (GROUP.test(part)) add(node, others)
    else if (REST.test(part)) {
      node.hasRest = true
      node.isEnd ||= !NEEDED_REST.test(part)
    } else {
      const place = part.replace(PARAMETER, PLACE)
      if (place === part) declared.add(part)
      else if (part.endsWith('?')) add(node, others)
      add(findOrAdd(place === part ? node.words : node.places, place), others)
    }
  }
  for (const route of routes) add(root, route.slice(0, MAX_ADDRESS_LENGTH).split('/'))
  return {
    match: (segments) => walk(root, segments, 0),
    hasWord: (segment) => declared.has(segment),
  }
}

function createNode(): RouteNode {
  return { words: new Map(), places: new Map() }
}

function findOrAdd(nodes: Map<string, RouteNode>, key: string): RouteNode {
  const node = nodes.get(key) ?? createNode()
  // A place with nothing around it fits everything, so it stays the last.
  const last = nodes.get(PLACE)
  nodes.set(key, node)
  if (last && nodes.delete(PLACE)) nodes.set(PLACE, last)
  return node
}

// Words first, then parts with a fixed beginning or end, then parameters, then the rest: the most exact route wins. Every node is
// visited at most once per address, because each has one way to it.
function walk({ words, places, isEnd, hasRest }: RouteNode, segments: readonly string[], index: number): string | null {
  const segment = segments[index++]
  if (segment === undefined) return isEnd ? (index > 1 ? '' : '/') : null
  const word = words.get(segment)
  let below = word ? walk(word, segments, index) : null
  if (below !== null) return `/${segment}${below}`
  for (const [place, node] of places) {
    const [starts = '', ends = ''] = place.split(PLACE)
    const fits = segment === ID || (segment.length >= place.length && segment.startsWith(starts) && segment.endsWith(ends))
    below = fits ? walk(node, segments, index) : null
    if (below !== null) return `/${ID}${below}`
  }
  return hasRest ? `/${ID}` : null
}
