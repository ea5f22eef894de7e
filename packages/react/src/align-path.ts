/** Parameters of a route as a router gives them: one segment, or the segments of a catch-all. */
export type RouteParams = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Finds the pattern behind a path when the router tells only the values of its parameters.
 *
 * Whole segments are compared, decoded on both sides, and parameters keep their order. Replacing values in the text instead would miss encoded ones
 * and break words that contain one. Where a value also is a word of the route (`/settings/settings`), the later segment is taken for the parameter:
 * then the word that stays is one that the app itself uses.
 *
 * @example
 * ```ts
 * alignPath('/u/%40bob/files/a/b', { name: '@bob', path: ['a', 'b'] })
 * // => '/u/[name]/files/[...path]'
 * ```
 */
export function alignPath(pathname: string, params: RouteParams): string {
  const segments = pathname.split('/').filter(Boolean)
  const decoded: (string | null)[] = segments.map(decodeSegment)
  let end = segments.length
  for (const [name, value] of Object.entries(params).reverse()) {
    const run = listSegments(value)
    if (run.length === 0) continue
    let start = findLastRun(decoded, run, end)
    // Parallel and intercepted routes mix the parameters of several pages: then their order says nothing.
    if (start < 0) start = findLastRun(decoded, run, segments.length)
    if (start < 0) continue
    end = start
    for (let index = start; index < start + run.length; index++) {
      decoded[index] = null
      segments[index] = ''
    }
    segments[start] = typeof value === 'string' ? `[${name}]` : `[...${name}]`
  }
  return `/${segments.filter(Boolean).join('/')}`
}

function listSegments(value: RouteParams[string]): string[] {
  const parts = typeof value === 'string' ? value.split('/') : (value ?? [])
  return parts.filter(Boolean).map(decodeSegment)
}

function findLastRun(segments: readonly (string | null)[], run: readonly string[], end: number): number {
  for (let start = end - run.length; start >= 0; start--) {
    if (run.every((part, offset) => segments[start + offset] === part)) return start
  }
  return -1
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // A lone percent sign: the segment is not encoded.
    return segment
  }
}
