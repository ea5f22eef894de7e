/** Chance that is the same every time, so that sample data sent twice count once. */
export interface Random {
  /** From 0, below 1. */
  next(): number
  /** True in `share` of the cases. */
  chance(share: number): boolean
  /** One of the choices, by weight. */
  pick<Choice>(choices: readonly (readonly [Choice, number])[]): Choice
  /** Milliseconds around a median, with the long tail that waiting times have. */
  wait(medianMs: number, spread?: number): number
  /** Letters and digits. */
  word(length: number): string
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Creates it from a seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    // A 32-bit mixer; good enough for a demo and nothing else.
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  return {
    next,
    chance: (share) => next() < share,
    pick(choices) {
      let rest = next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
      const found = choices.find(([, weight]) => (rest -= weight) < 0) ?? choices[0]
      if (!found) throw new Error('There is nothing to choose from.')
      return found[0]
    },
    wait: (medianMs, spread = 0.5) => Math.max(1, Math.round(medianMs * Math.exp(spread * normal(next)))),
    word: (length) => Array.from({ length }, () => LETTERS.charAt(Math.floor(next() * LETTERS.length))).join(''),
  }
}

function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}
