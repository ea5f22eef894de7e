/** The part of a React Router 6.4 to 8 match that is needed here. */
export interface RouteMatchLike {
  readonly route: { readonly path?: string | undefined; readonly element?: unknown }
  readonly params: Readonly<Record<string, string | undefined>>
  readonly pathname: string
}

/**
 * Joins the patterns of nested matches into one route.
 *
 * @returns A route such as `/users/[id]/[...path]`, or undefined when no route has a pattern.
 * @example
 * ```ts
 * const params = { id: '7' }
 * readPattern([
 *   { route: { path: 'users' }, params, pathname: '/users' },
 *   { route: { path: ':id' }, params, pathname: '/users/7' },
 * ])
 * // => '/users/[id]'
 * ```
 */
export function readPattern(matches: readonly RouteMatchLike[]): string | undefined {
  const last = matches.at(-1)
  if (!last || matches.every(({ route }) => route.path === undefined)) return undefined
  const segments = matches.reduce<string[]>((before, { route }, index) => {
    const own = (route.path ?? '').split('/').filter(Boolean)
    if (route.path?.startsWith('/')) return own
    // The splat of a parent stands for what its children match.
    return [...(own.length > 0 && index > 0 ? before.filter((segment) => segment !== '*') : before), ...own]
  }, [])
  return `/${segments.flatMap((segment) => nameSegment(segment, last)).join('/')}`
}

function nameSegment(segment: string, { params, pathname }: RouteMatchLike): string[] {
  if (segment === '*') return params['*'] ? ['[...path]'] : []
  const optional = segment.endsWith('?')
  const name = optional ? segment.slice(0, -1) : segment
  if (name.startsWith(':')) {
    const [, key = '', suffix = ''] = /^:([\w-]{1,100})(.{0,100})$/.exec(name) ?? []
    return optional && params[key] === undefined ? [] : [`[${key}]${suffix}`]
  }
  return optional && !pathname.split('/').includes(name) ? [] : [name]
}
