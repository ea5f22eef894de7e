/** Random numbers that a seed repeats. */
export interface Random {
  unit(): number
  below(limit: number): number
  chance(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
  hex(digits: number): string
  shuffle<Item>(items: readonly Item[]): Item[]
}

/** Creates the numbers of a seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(unit() * limit)
  return {
    unit,
    below,
    chance: (share) => unit() < share,
    pick: (items) => items[below(items.length)]!,
    hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join(''),
    shuffle(items) {
      const shuffled = [...items]
      for (let index = shuffled.length - 1; index > 0; index--) {
        const other = below(index + 1)
        ;[shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!]
      }
      return shuffled
    },
  }
}
