import { BUCKETS, visitGroups } from '../src/review/name-features.ts'
import type { Lists } from './lists.ts'

/** A word with how much speaks for a name and for something else. */
export interface Example {
  readonly word: string
  readonly name: number
  readonly other: number
  readonly groups: readonly number[]
}

/** Every word of the lists, in an order that does not depend on the machine. */
export function listExamples({ given, surnames, words }: Lists): readonly Example[] {
  const all = [...new Set([...given.keys(), ...surnames.keys(), ...words.keys()])].filter((word) => word.length > 1 && word.length < 20)
  return all.sort((a, b) => (a < b ? -1 : 1)).map((word) => {
    const groups: number[] = []
    visitGroups(word, (bucket) => groups.push(bucket))
    return { word, name: Math.min(8, (given.get(word) ?? 0) + (surnames.get(word) ?? 0)), other: words.get(word) ?? 0, groups }
  })
}

/** A generator of numbers between 0 and 1, the same on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return ((state ^ (state >>> 16)) >>> 0) / 2 ** 32
  }
}

/** Weights of groups of letters, by logistic regression: the sum of a word's is the logarithm of the odds that it is a name. */
export function trainGroups(examples: readonly Example[], epochs = 12): Float64Array {
  const weights = new Float64Array(BUCKETS)
  const sums = new Float64Array(BUCKETS).fill(1)
  const random = createRandom(20)
  const order = examples.map((_, index) => index)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let index = order.length - 1; index > 0; index--) {
      const other = Math.floor(random() * (index + 1))
      ;[order[index], order[other]] = [order[other] ?? 0, order[index] ?? 0]
    }
    for (const index of order) learn(examples[index] as Example, weights, sums)
  }
  return weights
}

const RATE = 0.15
const DECAY = 2e-5

function learn({ name, other, groups }: Example, weights: Float64Array, sums: Float64Array): void {
  const odds = groups.reduce((sum, group) => sum + (weights[group] ?? 0), 0)
  const error = (name / (name + other) - 1 / (1 + Math.exp(-odds))) * Math.min(2, Math.sqrt(name + other))
  for (const group of groups) {
    const slope = error - DECAY * (weights[group] ?? 0)
    sums[group] = (sums[group] ?? 1) + slope * slope
    weights[group] = (weights[group] ?? 0) + (RATE * slope) / Math.sqrt(sums[group] ?? 1)
  }
}
