/**
 * Says whether a word stands in one of the declared routes at its place.
 *
 * @param routes - Patterns such as `/u/:name`, `/u/[name]` or `/files/*`.
 */
export function declaredWords(routes: readonly string[]): (parent: string, word: string) => boolean {
  const declared = new Set<string>()
  for (const route of routes) {
    let parent = ''
    for (const segment of route.split('/').filter((part) => part !== '')) {
      const isParameter = /^[:[*{$]/.test(segment)
      if (!isParameter) declared.add(`${parent} ${segment}`)
      parent += `/${isParameter ? '[id]' : segment}`
    }
  }
  return (parent, word) => declared.has(`${parent} ${word}`)
}
