// Looks for the order of imports, names, members and functions, and for the short names of internal properties, with which the client compresses best, and writes both to the packages.
// Usage: node tools/orders/search.ts SECONDS SEED [core|browser|react]
import { writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { createRandom } from '../../packages/bench/score/random.ts'
import { findLists, moveElement, swapValues } from './moves.ts'
import { readArguments } from './read-arguments.ts'
import { findUsed, readTexts, type Texts } from './pipeline.ts'
import { costOf, PROVIDER, type Sizes, TARGETS } from './targets.ts'

interface Found {
  readonly texts: Texts
  readonly sizes: Sizes
  readonly cost: number
}

const { seconds, seed, room } = readArguments(process.argv.slice(2), ['core', 'browser', 'react'])
const random = createRandom(seed)
/** Orders from which the search goes on. */
const KEPT = 12
/** More than the cost can fall by targets that are still to be measured. */
const MOST_BELOW = 3

const original = readTexts()
const used = await findUsed(`${PROVIDER}; export * from '@parel/telemetry-react/next'`)
const sources = used.filter((path) => path.includes(`/packages/${room}`) && findLists(original.get(path) ?? '').length > 0)
/** Only the client has enough internal properties to choose from. */
const namesPath = resolve('packages/browser/short-names.json')
const namesPaths = namesPath.includes(`/packages/${room}`) ? [namesPath] : []
const start = await judge(original)
const found = await keepOnlyWhatHelps(await search(start))
console.log(`${start.sizes.join(', ')} → ${found.sizes.join(', ')} bytes, of at most ${TARGETS.map(({ maximumBytes }) => maximumBytes).join(', ')}`)
for (const [path, text] of found.texts) {
  if (text === original.get(path)) continue
  writeFileSync(path, text)
  console.log(relative('.', path))
}

/** Measures no further as soon as the order cannot cost less than `limit`. */
async function judge(texts: Texts, limit = Infinity): Promise<Found> {
  const sizes: number[] = []
  for (const target of TARGETS) {
    sizes.push(await target.measure(texts))
    if (costOf(sizes) > limit + MOST_BELOW) return { texts, sizes, cost: Infinity }
  }
  return { texts, sizes, cost: costOf(sizes) }
}

/** Changes one of the best orders so far, a little or a lot. Sizes jump by some thirty bytes with any change, so whoever follows only the best one is soon stuck. */
async function search(from: Found): Promise<Found> {
  let best = [from]
  const began = performance.now()
  while (performance.now() - began < seconds * 1000) {
    const next = await judge(change(best[random(best.length)]?.texts ?? from.texts), best[KEPT - 1]?.cost)
    if (best.every(({ cost }) => cost !== next.cost)) best = [...best, next].sort((one, other) => one.cost - other.cost).slice(0, KEPT)
  }
  return best[0] ?? from
}

function change(texts: Texts): Texts {
  const next = new Map(texts)
  for (let moves = 1 + random(random(2) ? 3 : 25); moves > 0; moves--) {
    const paths = random(3) === 0 && namesPaths.length > 0 ? namesPaths : sources
    const path = paths[random(paths.length)] ?? ''
    const text = next.get(path) ?? ''
    next.set(path, path.endsWith('.json') ? changeNames(text) : changeOrder(text))
  }
  return next
}

function changeOrder(text: string): string {
  const lists = findLists(text)
  const list = lists[random(lists.length)] ?? []
  return moveElement(text, list, random(list.length), random(list.length))
}

function changeNames(json: string): string {
  const names = Object.keys(JSON.parse(json) as object)
  return swapValues(json, names[random(names.length)] ?? '', names[random(names.length)] ?? '')
}

async function keepOnlyWhatHelps(found: Found): Promise<Found> {
  let kept = found
  for (const path of [...sources, ...namesPaths]) {
    if (kept.texts.get(path) === original.get(path)) continue
    const without = await judge(new Map(kept.texts).set(path, original.get(path) ?? ''), kept.cost)
    if (without.cost <= kept.cost) kept = without
  }
  return kept
}
