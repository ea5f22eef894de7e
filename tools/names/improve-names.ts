import { printNames } from './print-names.ts'
import type { Program } from './read-bindings.ts'

/** How many characters before and after a name are compared. */
const CONTEXTS: readonly (readonly [before: number, after: number])[] = [[2, 0], [3, 0], [5, 0], [8, 0], [2, 1], [3, 1], [1, 2], [1, 3], [0, 2], [0, 3], [0, 5], [0, 8], [2, 2], [3, 3], [4, 4]]
/** Added to each count: a context in which a name never stood counts as a sixth of one in which it stood once. */
const NEVER = 0.2
/** What a second letter costs, and what it gains if a key and its value have the same name. */
const LENGTH_COST = 6
const SAME_GAIN = 16
const LOGARITHMS = Float64Array.from({ length: 5000 }, (_, count) => Math.log(count + NEVER))

/** How well names fit to where they stand, by how often each stands in the same context elsewhere. */
interface Model {
  add(binding: number, word: number, times: number): void
  rate(binding: number, word: number): number
}

/**
 * Gives bindings names that make the contexts of each name more alike, one after the other. Names are changed in place.
 *
 * @returns whether any was changed
 */
export function improveNames(program: Program, names: number[], words: readonly string[]): boolean {
  const { bindings } = program
  const model = createModel(program, names, words)
  let hasChanged = false
  bindings.forEach(({ rivals, taken }, binding) => {
    const old = names[binding] ?? 0
    model.add(binding, old, -1)
    const start = model.rate(binding, old)
    let best = { word: old, gain: 0, others: [] as number[] }
    words.forEach((text, word) => {
      if (word === old || taken.has(text)) return
      // Whoever has the name takes the old one.
      const others = rivals.filter((rival) => names[rival] === word)
      if (others.some((other) => bindings[other]?.taken.has(words[old] ?? '') || bindings[other]?.rivals.some((rival) => rival !== binding && names[rival] === old))) return
      let gain = model.rate(binding, word) - start
      for (const other of others) {
        model.add(other, word, -1)
        gain += model.rate(other, old) - model.rate(other, word)
        model.add(other, word, 1)
      }
      if (gain > best.gain + 1e-9) best = { word, gain, others }
    })
    for (const other of best.others) {
      model.add(other, best.word, -1)
      model.add(other, old, 1)
      names[other] = old
    }
    names[binding] = best.word
    model.add(binding, best.word, 1)
    hasChanged ||= best.word !== old
  })
  return hasChanged
}

function createModel(program: Program, names: readonly number[], words: readonly string[]): Model {
  const { text, places } = printNames(
    program,
    names.map((name) => words[name] ?? ''),
  )
  const ids = new Map<string, number>()
  const placesOf = program.bindings.map((): { readonly contexts: number[]; readonly partner: unknown }[] => [])
  for (const { binding, at, partner } of places) {
    const end = at + (words[names[binding] ?? 0] ?? '').length
    const contexts = CONTEXTS.map(([before, after], index) => {
      const key = `${index}\0${text.slice(Math.max(0, at - before), at)}\0${text.slice(end, end + after)}`
      const id = ids.get(key) ?? ids.size
      ids.set(key, id)
      return id * words.length
    })
    placesOf[binding]?.push({ contexts, partner })
  }
  const counts = new Uint16Array(ids.size * words.length)
  const model: Model = {
    add(binding, word, times) {
      for (const { contexts } of placesOf[binding] ?? []) for (const context of contexts) counts[context + word] = (counts[context + word] ?? 0) + times
    },
    rate(binding, word) {
      let sum = 0
      for (const { contexts, partner } of placesOf[binding] ?? []) {
        for (const context of contexts) sum += LOGARITHMS[counts[context + word] ?? 0] ?? 0
        sum -= LENGTH_COST * ((words[word] ?? '').length - 1)
        if (partner === words[word] || (typeof partner === 'number' && names[partner] === word)) sum += SAME_GAIN
      }
      return sum
    },
  }
  names.forEach((word, binding) => model.add(binding, word, 1))
  return model
}
