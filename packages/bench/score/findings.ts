import { loadCore } from './load-core.ts'
import { readCorpus, type Sample } from './read-corpus.ts'
import { judgeMetadata } from './score-metadata.ts'
import { judgeRoute, type Verdict } from './score-routes.ts'

// Prints the failures of the dev part in classes, most costly first: leaks by kind of value, over-redaction by what was destroyed.

interface Class {
  count: number
  readonly examples: string[]
}

const EXAMPLES = 6

function classify(samples: readonly Sample[], clean: (text: string) => string, judge: (sample: Sample, result: string) => Verdict): ReadonlyMap<string, Class> {
  const classes = new Map<string, Class>()
  for (const sample of samples) {
    const result = clean(sample.text)
    const { survived, destroyed } = judge(sample, result)
    const names = [...survived.filter(({ tier }) => tier === 'form').map(({ kind }) => `leak of ${kind}`), ...destroyed.map((word) => `over: ${word}`)]
    for (const name of new Set(names)) {
      const entry = classes.get(name) ?? { count: 0, examples: [] }
      entry.count++
      if (entry.examples.length < EXAMPLES) entry.examples.push(`${sample.text} → ${result}`)
      classes.set(name, entry)
    }
  }
  return classes
}

function print(title: string, total: number, classes: ReadonlyMap<string, Class>): void {
  console.log(`\n# ${title}: ${total} dev lines\n`)
  for (const [name, { count, examples }] of [...classes].sort(([, a], [, b]) => b.count - a.count)) {
    console.log(`## ${count} × ${name}\n${[...new Set(examples)].map((line) => `    ${line}`).join('\n')}`)
  }
}

const { anonymizeUrl, sanitizeMetadata } = await loadCore()
const dev = (kind: 'routes' | 'metadata') => readCorpus(kind).filter(({ part }) => part === 'dev')
print('addresses, no routes', dev('routes').length, classify(dev('routes'), (text) => anonymizeUrl(text), judgeRoute))
print('metadata', dev('metadata').length, classify(dev('metadata'), (text) => JSON.stringify(sanitizeMetadata(JSON.parse(text))), judgeMetadata))
