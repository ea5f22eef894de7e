import { BASELINES } from './baselines.ts'
import { loadCore } from './load-core.ts'
import { type Part, readCorpus, readRouteTables, type Sample } from './read-corpus.ts'
import { judgeMetadata } from './score-metadata.ts'
import { judgeRoute, type Score, scoreAll, type Verdict } from './score-routes.ts'

// Prints the scores of both maskers and of others' rules on the corpus, and for ours the leaks of each kind of value.
// `--examples` also prints failures, of the part that may be looked at.

const { anonymizeUrl, sanitizeMetadata } = await loadCore()
const showExamples = process.argv.includes('--examples')
const tables = readRouteTables()
const parts: readonly Part[] = ['dev', 'held-out']
/** Of few lines a share says little, so both parts are also scored together. */
const columns = [...parts, 'all'] as const

const kindScores = new Map<string, Score>()

function print(name: string, samples: readonly Sample[], run: { clean: (text: string, sample: Sample) => string; judge: (sample: Sample, result: string) => Verdict }): void {
  for (const part of columns) {
    const score = scoreAll(samples.filter((sample) => part === 'all' || sample.part === part), run.clean, run.judge)
    console.log(formatRow(name, part, score))
    if (name.startsWith('PareL')) kindScores.set(`${name}, ${part}`, score)
    if (showExamples && part === 'dev' && name.startsWith('PareL')) console.log(score.examples.map((line) => `    ${line}`).join('\n'))
  }
}

function formatRow(name: string, part: (typeof columns)[number], score: Score): string {
  const shares = [score.leak, score.anyLeak, score.over, score.overClean].map((share) => share.toFixed(1))
  return `| ${[name, part, score.lines, ...shares, score.throws, score.meanUs.toFixed(2)].join(' | ')} |`
}

const head = '| rules | part | lines | leak % | any leak % | over % | over, clean % | throws | µs |\n|---|---|--:|--:|--:|--:|--:|--:|--:|'
const routes = readCorpus('routes')
console.log(`Addresses\n\n${head}`)
for (const { name, url } of BASELINES) print(name, routes, { clean: url, judge: judgeRoute })
print('PareL, no routes', routes, { clean: (text) => anonymizeUrl(text), judge: judgeRoute })
print('PareL, routes', routes, { clean: (text, { app }) => anonymizeUrl(text, { routes: tables.get(app) }), judge: judgeRoute })
print('PareL, routes and strict', routes, { clean: (text, { app }) => anonymizeUrl(text, { routes: tables.get(app), strict: true }), judge: judgeRoute })

for (const [title, name, samples] of [['Metadata', 'PareL', readCorpus('metadata')], ['Messages of other systems', 'PareL, messages', readCorpus('messages')]] as const) {
  console.log(`\n${title}\n\n${head}`)
  const parsed = new Map(samples.map(({ text }) => [text, JSON.parse(text) as unknown]))
  for (const { name: rules, metadata: clean } of BASELINES) {
    if (clean) print(rules, samples, { clean: (text) => JSON.stringify(clean(parsed.get(text))), judge: judgeMetadata })
  }
  print(name, samples, { clean: (text) => JSON.stringify(sanitizeMetadata(parsed.get(text))), judge: judgeMetadata })
}

for (const [title, names] of [['Addresses, no routes', 'PareL, no routes'], ['Metadata', 'PareL']] as const) printKinds(title, names)

/** One row a kind: how many values there were and how many survived. */
function printKinds(title: string, name: string): void {
  const [dev, heldOut] = parts.map((part) => kindScores.get(`${name}, ${part}`)?.kinds)
  console.log(`\n${title}: leaks by kind (values that survived / values; "context" and "none" cannot be told from the string)\n`)
  console.log('| kind | dev | held-out |\n|---|--:|--:|')
  const show = (kinds: typeof dev, kind: string) => (kinds?.has(kind) ? `${kinds.get(kind)?.leaked} / ${kinds.get(kind)?.values}` : '')
  for (const kind of [...new Set([...(dev?.keys() ?? []), ...(heldOut?.keys() ?? [])])].sort()) {
    console.log(`| ${kind} | ${show(dev, kind)} | ${show(heldOut, kind)} |`)
  }
}
