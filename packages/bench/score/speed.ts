import { loadCore } from './load-core.ts'
import { readCorpus } from './read-corpus.ts'

// Prints what one call costs on the corpus: median, 99th percentile over the lines, and the worst hostile input.

const { anonymizeText, anonymizeUrl, reviewMetadata, reviewRoute, reviewText, sanitizeMetadata, sanitizeWithTables } = await loadCore()
const addresses = readCorpus('routes').map(({ text }) => text)
const objects = readCorpus('metadata').map(({ text }) => JSON.parse(text) as unknown)
const routes = readCorpus('routes').slice(0, 400).map(({ template }) => template)

/** The best of several rounds for each input, so that other work of the machine counts least. Nanoseconds. */
function measureEach<Input>(inputs: readonly Input[], call: (input: Input) => unknown): number[] {
  const repeats = 64
  const best = inputs.map(() => Infinity)
  for (let round = 0; round < 12; round++) {
    inputs.forEach((input, index) => {
      const start = performance.now()
      for (let repeat = 0; repeat < repeats; repeat++) call(input)
      best[index] = Math.min(best[index] ?? Infinity, ((performance.now() - start) * 1e6) / repeats)
    })
  }
  return best.sort((a, b) => a - b)
}

/** One call for each input, in nanoseconds. Before all else this is what a process pays that has just started: no pattern is compiled and no key is known. */
function measureOnce<Input>(inputs: readonly Input[], call: (input: Input) => unknown): number[] {
  const times = inputs.map((input) => {
    const start = performance.now()
    call(input)
    return (performance.now() - start) * 1e6
  })
  return times.sort((a, b) => a - b)
}

/** A loop over the characters that does nothing else: the floor. */
function scan(text: string): number {
  let sum = 0
  for (let index = 0; index < text.length; index++) sum += text.charCodeAt(index)
  return sum
}

function print(name: string, times: readonly number[]): void {
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0)
  const mean = Math.round(times.reduce((sum, time) => sum + time, 0) / times.length)
  console.log(`| ${name} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${mean} |`)
}

console.log('| call, ns | p50 | p99 | worst | mean |\n|---|--:|--:|--:|--:|')
const [first, others] = [0, 1].map((rest) => objects.filter((_object, index) => (index % 10 === 0 ? 0 : 1) === rest))
print('sanitizeMetadata in Node, first objects', measureOnce(first ?? [], (object) => sanitizeWithTables(object)))
print('sanitizeMetadata in Node, each object once', measureOnce(others ?? [], (object) => sanitizeWithTables(object)))
print('bare character scan', measureEach(addresses, scan))
print('anonymizeUrl', measureEach(addresses, (address) => anonymizeUrl(address)))
print('anonymizeUrl, 400 routes, strict', measureEach(addresses, (address) => anonymizeUrl(address, { routes, strict: true })))
print('anonymizeUrl, then reviewRoute', measureEach(addresses, (address) => reviewRoute(anonymizeUrl(address))))
print('sanitizeMetadata', measureEach(objects, (object) => sanitizeMetadata(object)))
print('sanitizeMetadata, then reviewMetadata', measureEach(objects, (object) => reviewMetadata(sanitizeMetadata(object))))
print('sanitizeMetadata, three plain fields', measureEach([{ button: 'submit_form', plan: 'pro', items: 3 }], (object) => sanitizeMetadata(object)))

const segments = ['/users/okafor', '/u', '/jane-doe', '/u/jane_doe', '/ada', '/a', '/-', '/priya.sharma', '/é', '/xXxX', '/users/aeiouaeiou']
print('reviewRoute, hostile 2048', measureEach(segments, (segment) => reviewRoute(segment.repeat(2048 / segment.length))))

const units = ['a', 'aA', '1', 'a1', '/', '/..', '\\', '.', '%', '%25', '-', '(', '{"a":', '@', ' ', '+1 ', ':', '://', 'key=', '-----BEGIN ', '٤', 'é', 'Ada ', 'x Ada B']
for (const length of [2048, 10_000, 100_000]) {
  const texts = units.map((unit) => unit.repeat(length / unit.length))
  print(`anonymizeUrl, hostile ${length}`, measureEach(texts, (text) => anonymizeUrl(text)))
  print(`anonymizeText, hostile ${length}`, measureEach(texts, (text) => anonymizeText(text)))
  print(`reviewText, hostile ${length}`, measureEach(texts, (text) => reviewText(text)))
  print(`sanitizeMetadata, hostile ${length}`, measureEach(texts, (text) => sanitizeMetadata({ [text]: 1, a: text })))
}
