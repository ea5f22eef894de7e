// Looks for the order of imports, names, members and functions with which the client compresses best, and writes it to the sources.
// Usage: node tools/orders/search.ts SECONDS SEED [core|browser|react]
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { createRandom } from '../../packages/bench/score/random.ts'
import { findLists, moveElement } from './moves.ts'
import { readArguments } from './read-arguments.ts'
import { findUsed, readTexts, type Texts } from './pipeline.ts'
import { costOf, measureAll, PROVIDER, type Sizes, TARGETS } from './targets.ts'

interface Found {
  readonly texts: Texts
  readonly sizes: Sizes
  readonly cost: number
}

const { seconds, seed, room } = readArguments(process.argv.slice(2), ['core', 'browser', 'react'])
const random = createRandom(seed)

const original = readTexts()
const used = await findUsed(`${PROVIDER}; export * from '@parel/telemetry-react/next'`)
const paths = used.filter((path) => path.includes(`/packages/${room}`) && findLists(original.get(path) ?? '').length > 0)
const start = await judge(original)
const found = await keepOnlyWhatHelps(await search(start))
console.log(`${start.sizes.join(', ')} → ${found.sizes.join(', ')} bytes, of at most ${TARGETS.map(({ maximumBytes }) => maximumBytes).join(', ')}`)
for (const [path, text] of found.texts) {
  if (text === original.get(path)) continue
  writeFileSync(path, text)
  console.log(relative('.', path))
}

async function judge(texts: Texts): Promise<Found> {
  const sizes = await measureAll(texts)
  return { texts, sizes, cost: costOf(sizes) }
}

/** Simulated annealing: at first also orders that are a few bytes worse are followed. */
async function search(from: Found): Promise<Found> {
  let [here, best] = [from, from]
  const began = performance.now()
  for (let left = 1; left > 0; left = 1 - (performance.now() - began) / 1000 / seconds) {
    // Now and then it begins again with the best.
    const next = await judge(change(random(40) ? here.texts : best.texts))
    if (next.cost > here.cost + left * 1.5 * (random(1000) / 1000)) continue
    here = next
    if (here.cost < best.cost) best = here
  }
  return best
}

function change(texts: Texts): Texts {
  const next = new Map(texts)
  for (let moves = 1 + random(2); moves > 0; moves--) {
    const path = paths[random(paths.length)] ?? ''
    const text = next.get(path) ?? ''
    const lists = findLists(text)
    const list = lists[random(lists.length)] ?? []
    next.set(path, moveElement(text, list, random(list.length), random(list.length)))
  }
  return next
}

async function keepOnlyWhatHelps(found: Found): Promise<Found> {
  let kept = found
  for (const path of paths) {
    if (kept.texts.get(path) === original.get(path)) continue
    const without = await judge(new Map(kept.texts).set(path, original.get(path) ?? ''))
    if (without.cost <= kept.cost) kept = without
  }
  return kept
}
