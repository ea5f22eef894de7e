import type { Sample } from './read-corpus.ts'
import { type Verdict, verdictOf } from './score-routes.ts'

/** Compares cleaned metadata, as JSON, with what went in. */
export function judgeMetadata(sample: Sample, json: string): Verdict {
  const result: unknown = JSON.parse(json)
  const plain = collectStrings(result).join('\n')
  const present = sample.values.filter(({ value }) => plain.includes(value))
  const lost = findHarmless(JSON.parse(sample.template)).filter(([path, value]) => JSON.stringify(follow(result, path)) !== JSON.stringify(value))
  return verdictOf(present, lost.map(([path, value]) => `${path.join('.')}: ${JSON.stringify(value)}`))
}

function collectStrings(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [String(value)]
  return Object.entries(value).flatMap(([key, item]) => [key, ...collectStrings(item)])
}

/** Every leaf without a place, with the way to it. */
function findHarmless(value: unknown, path: readonly string[] = []): (readonly [readonly string[], unknown])[] {
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => findHarmless(item, [...path, key]))
  return /\{#?[a-z][\w-]*\}/.test([...path, String(value)].join('\n')) ? [] : [[path, value]]
}

function follow(value: unknown, path: readonly string[]): unknown {
  let place = value
  for (const key of path) place = place === null || typeof place !== 'object' ? undefined : (place as Record<string, unknown>)[key]
  return place
}
