/** Parameters of a route as a router provides them: one segment, or the segments of a catch-all. */
export type RouteParams = Readonly<Record<string, string | readonly string[] | undefined>>

/** The same as a list, in which a name may occur twice. Entries have the name and the value first; the rest is ignored. */
export type RouteParamList = readonly (readonly [name: string, value: RouteParams[string], ...more: unknown[]])[]

/**
 * Reconstructs the pattern of a path when the router reveals only the values of its parameters.
 *
 * Whole segments are compared, decoded on both sides, and parameters keep their order. Replacing values in the text instead would miss encoded ones
 * and break words that contain one. Where a value equals a word of the route (`/settings/settings`), the later segment is taken for the parameter:
 * the word that stays is then one that the app itself uses. A value that is not a whole segment was put into one by a rewrite (`/u-ada`), and the whole
 * segment is replaced.
 *
 * @example
 * ```ts
 * alignPath('/u/%40bob/files/a/b', { name: '@bob', path: ['a', 'b'] })
 * // => '/u/[name]/files/[...path]'
 * ```
 */
export function alignPath(pathname: string, params: RouteParams | RouteParamList): string {
  const segments = pathname.split('/').filter(Boolean)
  const decoded: (string | null)[] = segments.map(decodeSegment)
  const missed: [name: string, run: readonly string[]][] = []
  let end = segments.length
  for (const [name, value] of [...listParams(params)].reverse()) {
    const run = listSegments(value)
    if (!run.length) continue
    let start = findLastRun(decoded, run, end)
    // Parallel and intercepted routes mix the parameters of several pages, so their order means nothing.
    if (start < 0) start = findLastRun(decoded, run, segments.length)
    if (start < 0) {
      missed.push([name, run])
      continue
    }
    end = start
    decoded.fill(null, start, start + run.length)
    segments.fill('', start, start + run.length)
    segments[start] = typeof value === 'string' ? `[${name}]` : `[...${name}]`
  }
  for (const [name, run] of missed) nameParts(segments, decoded, name, run)
  return `/${segments.filter(Boolean).join('/')}`
}

function listParams(params: RouteParams | RouteParamList): RouteParamList {
  return Array.isArray(params) ? params : Object.entries(params as RouteParams)
}

function nameParts(segments: string[], decoded: readonly (string | null)[], name: string, run: readonly string[]): void {
  decoded.forEach((segment, index) => {
    if (!run.some((part) => segment?.includes(part))) return
    segments[index] = `[${name}]`
  })
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
