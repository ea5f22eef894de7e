/**
 * Converts a TanStack Router pattern to a route.
 *
 * @example
 * ```ts
 * readTanstackPattern('/{-$locale}/posts/$postId', { postId: '7' })
 * // => '/posts/[postId]'
 * ```
 */
export function readTanstackPattern(fullPath: string, params: Readonly<Record<string, unknown>>): string {
  const segments = fullPath.split('/').filter(Boolean)
  return `/${segments.flatMap((segment) => nameSegment(segment, params)).join('/')}`
}

function nameSegment(segment: string, params: Readonly<Record<string, unknown>>): string[] {
  if (segment === '$') return params._splat ? ['[...path]'] : []
  if (segment.startsWith('$')) return [`[${segment.slice(1)}]`]
  const [, optional, name] = /\{(-?)\$([^{}]{0,100})\}/.exec(segment) ?? []
  // A prefix or suffix around the parameter (`{$name}.pdf`) is removed with it.
  if (name === undefined) return [segment]
  return optional && params[name] === undefined ? [] : [name ? `[${name}]` : '[...path]']
}
