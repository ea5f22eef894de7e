/** The declared routes of an app, ready to be compared with addresses. */
export interface RouteMatcher {
  /** The route of these decoded segments as `/u/[id]`, or null when none fits. */
  match(segments: readonly string[]): string | null
  /** Whether some declared route contains this word. */
  hasWord(segment: string): boolean
}

interface RouteNode {
  readonly words: Map<string, RouteNode>
  readonly mixed: { readonly starts: string; readonly ends: string; readonly node: RouteNode }[]
  parameter?: RouteNode
  rest?: true
  end?: true
}

export const ID = '[id]'

// What would be cut or decoded when a route is read as an address cannot be a word of a route.
const WORD = /^[^%?#/\\;:()[\]{}<>*$\s]+$/
const REST = /^(?:\[{1,2}\.{3}[^\]]*\]{1,2}|\*.*|:.+[*+]|\$|\{\*.*\}|\{.*\.\.\.\}|<path:.*>|:\w+\(\.\*\))$/
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
  const words = new Set<string>()
  for (const route of routes) addRoute(root, route.split('/').filter(isVisible), words)
  return {
    match: (segments) => walk(root, segments, 0),
    hasWord: (segment) => words.has(segment),
  }
}

function createNode(): RouteNode {
  return { words: new Map(), mixed: [] }
}

// Route groups of Next.js never appear in an address.
function isVisible(part: string): boolean {
  return part !== '' && !/^\([\w-]+\)$/.test(part)
}

function addRoute(node: RouteNode, parts: readonly string[], words: Set<string>): void {
  const [part, ...others] = parts
  if (part === undefined) {
    node.end = true
    return
  }
  if (REST.test(part)) {
    node.rest = true
    if (!/^(\[\.{3}|:.*\+)/.test(part)) node.end = true
    return
  }
  if (/^:\w+\?$/.test(part)) addRoute(node, others, words)
  if (WORD.test(part)) {
    words.add(part)
    let next = node.words.get(part)
    if (!next) node.words.set(part, (next = createNode()))
    return addRoute(next, others, words)
  }
  const [starts = '', ends = ''] = [part.split(PARAMETER)[0], part.split(PARAMETER).at(-1)]
  if (!starts && !ends) return addRoute((node.parameter ??= createNode()), others, words)
  let mixed = node.mixed.find((one) => one.starts === starts && one.ends === ends)
  if (!mixed) node.mixed.push((mixed = { starts, ends, node: createNode() }))
  addRoute(mixed.node, others, words)
}

// Words first, then parts with a fixed beginning or end, then parameters, then the rest: the most exact route wins. Every node is
// visited at most once per address, because each has one way to it.
function walk(node: RouteNode, segments: readonly string[], index: number): string | null {
  const segment = segments[index]
  if (segment === undefined) return node.end ? (index ? '' : '/') : null
  const word = node.words.get(segment)
  const exact = word ? walk(word, segments, index + 1) : null
  if (exact !== null) return `/${segment}${exact}`
  for (const { starts, ends, node: next } of node.mixed) {
    if (segment !== ID && !(segment.length > starts.length + ends.length && segment.startsWith(starts) && segment.endsWith(ends))) continue
    const rest = walk(next, segments, index + 1)
    if (rest !== null) return `/${ID}${rest}`
  }
  const rest = node.parameter ? walk(node.parameter, segments, index + 1) : null
  if (rest !== null) return `/${ID}${rest}`
  return node.rest ? `/${ID}` : null
}
