import { routeFolder } from './route-folder'
import type { PathSpace, Position, VocabularyStorage, WordState } from './vocabulary'

/** Keeps a vocabulary in memory. `rewrite` is told which routes of a space became which. */
export function createMemoryVocabulary(rewrite: (space: PathSpace, foldRoute: (route: string) => string) => void): VocabularyStorage {
  const positions = new Map<string, Position>()
  const words = new Map<string, WordState>()
  const keyOf = (space: PathSpace, parent: string) => `${space} ${parent}`
  const keyOfId = (id: number) => [...positions].find(([, position]) => position.id === id)?.[0]
  let nextId = 1
  return {
    readPosition: (space, parent) => positions.get(keyOf(space, parent)) ?? null,
    createPosition(space, parent) {
      const position = { id: nextId++, words: 0, collapsed: false }
      positions.set(keyOf(space, parent), position)
      return position
    },
    countPositions: (space) => [...positions.keys()].filter((key) => key.startsWith(`${space} `)).length,
    readWord: (position, word) => words.get(`${position} ${word}`) ?? null,
    writeWord(position, word, state) {
      const key = `${position} ${word}`
      const owner = keyOfId(position)
      const known = owner === undefined ? undefined : positions.get(owner)
      if (!words.has(key) && owner !== undefined && known !== undefined) positions.set(owner, { ...known, words: known.words + 1 })
      words.set(key, state)
    },
    collapse(position, { space, parent, isFolded }) {
      positions.set(keyOf(space, parent), { ...position, collapsed: true })
      const foldRoute = routeFolder(parent, isFolded)
      for (const key of positions.keys()) {
        const path = key.slice(space.length + 1)
        if (key.startsWith(`${space} `) && foldRoute(path) !== path) positions.delete(key)
      }
      rewrite(space, foldRoute)
    },
  }
}
