import { BASELINES } from './baselines.ts'
import type { Core } from './load-core.ts'
import { type CorpusKind, type Part, readCorpus, readRouteTables, type Sample } from './read-corpus.ts'
import { judgeMetadata } from './score-metadata.ts'
import { judgeRoute, type Score, scoreAll, type Verdict } from './score-routes.ts'

/** Rules, and the lines of the corpus that they are judged by. */
export interface Run {
  readonly rules: string
  readonly samples: readonly Sample[]
  clean(text: string, sample: Sample): string
  judge(sample: Sample, result: string): Verdict
}

/** Every set of rules for one kind of corpus: those of others, ours, ours with help. */
export function createRuns(kind: CorpusKind, { allowThings, anonymizeUrl, sanitizeMetadata, reviewMetadata, reviewRoute, setAside }: Core): readonly Run[] {
  const samples = readCorpus(kind)
  if (kind === 'routes') {
    const tables = readRouteTables()
    const run = (rules: string, clean: Run['clean']): Run => ({ rules, samples, clean: remember(clean), judge: judgeRoute })
    return [
      ...BASELINES.flatMap(({ name, url }) => (url ? [run(name, url)] : [])),
      run('PareL, no routes', (text) => anonymizeUrl(text)),
      run(AS_STORED, (text) => reviewRoute(anonymizeUrl(text))),
      run('PareL, routes', (text, { app }) => anonymizeUrl(text, { routes: tables.get(app) })),
      run('PareL, routes and strict', (text, { app }) => anonymizeUrl(text, { routes: tables.get(app), strict: true })),
    ]
  }
  const run = (rules: string, clean: (metadata: unknown) => unknown): Run => ({ rules, samples, clean: remember((text) => JSON.stringify(clean(JSON.parse(text)))), judge: judgeMetadata })
  const ours = [
    run('PareL', (metadata) => sanitizeMetadata(metadata)),
    run(AS_STORED, (metadata) => reviewMetadata(sanitizeMetadata(metadata))),
    run(WITH_TABLES, (metadata) => {
      const aside = setAside(metadata, {})
      return reviewMetadata(aside.putBack(sanitizeMetadata(aside.rest, allowThings(metadata, {}))))
    }),
  ]
  return [...BASELINES.flatMap(({ name, metadata }) => (metadata ? [run(name, metadata)] : [])), ...ours]
}

/** Every table scores the same lines again, and cleaning them is what takes the time. */
function remember(clean: Run['clean']): Run['clean'] {
  const known = new Map<Sample, string>()
  return (text, sample) => {
    const result = known.get(sample) ?? clean(text, sample)
    known.set(sample, result)
    return result
  }
}

/** What the browser sends, looked at a second time by the server. */
export const AS_STORED = 'PareL, as stored'

/** What `sanitizeMetadata` answers outside of pages, and what the server makes of events that no page has cleaned. */
export const WITH_TABLES = 'PareL, in Node'

/** Our rules, without help. */
export function findOurs(runs: readonly Run[]): Run {
  const ours = runs.find(({ rules }) => rules.startsWith('PareL'))
  if (!ours) throw new Error(`No run is ours. There are: ${runs.map(({ rules }) => rules).join('; ')}.`)
  return ours
}

/** Scores the lines of a part, of a file, or all. */
export function scoreRun({ samples, clean, judge }: Run, { part, file }: { part?: Part | undefined; file?: string } = {}): Score {
  return scoreAll(samples.filter((sample) => (part ?? sample.part) === sample.part && (file ?? sample.file) === sample.file), clean, judge)
}
