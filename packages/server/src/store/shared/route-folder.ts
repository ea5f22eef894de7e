/** Replaces the word after `parent` where it is folded; leaves every other route as it is. */
export function routeFolder(parent: string, isFolded: (word: string) => boolean): (route: string) => string {
  const start = `${parent}/`
  return (route) => {
    if (!route.startsWith(start)) return route
    const [word = '', ...rest] = route.slice(start.length).split('/')
    return word === '' || word.startsWith('[') || !isFolded(word) ? route : [`${parent}/[id]`, ...rest].join('/')
  }
}
