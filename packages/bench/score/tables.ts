import type { Core } from './load-core.ts'
import type { CorpusKind, Part } from './read-corpus.ts'
import { AS_STORED, createRuns, findOurs, type Run, scoreRun, WITH_TABLES } from './runs.ts'
import type { Score } from './score-routes.ts'

const TITLES = { routes: 'addresses', metadata: 'metadata', messages: 'messages of other systems' } as const satisfies Record<CorpusKind, string>
const PARTS: readonly Part[] = ['dev', 'held-out']
/** At most so many per cent of leak, over, and over among clean lines. */
const TARGETS = { routes: [1, 1.5, 2.5], metadata: [3, 1.5, 4] } as const
/** Files of which no rule was made. */
const UNTOUCHED = /-(?:fresh|next|real|daily|broad|open|plain|guest|visitor|stranger|caller)\./

/** The Markdown tables of a kind of corpus, as docs/anonymizer.md and docs/anonymizer-files.md have them. */
export function createTables(kind: CorpusKind, core: Core): readonly (readonly string[])[] {
  const title = TITLES[kind]
  const runs = createRuns(kind, core)
  const ours = findOurs(runs)
  const details = kind === 'messages' ? [] : [tableOfTargets(`${title}, targets`, kind, ours), tableOfFiles(`${title}, today`, ours)]
  for (const [name, where] of [[AS_STORED, 'as stored'], [WITH_TABLES, 'in Node']] as const) {
    const run = runs.find(({ rules }) => rules === name)
    if (run && kind !== 'messages') details.push(tableOfTargets(`${title} ${where}, targets`, kind, run), tableOfFiles(`${title} ${where}, today`, run))
  }
  return [tableOfRules(title, runs), ...details]
}

/** Rows of a Markdown table: all rules, on both parts and, because of few lines a share says little, on all of them together. */
function tableOfRules(title: string, runs: readonly Run[]): readonly string[] {
  const rows = runs.flatMap((run) => [...PARTS, undefined].map((part) => formatRow([part === 'dev' ? run.rules : '', part ?? 'all', ...scoreCells(scoreRun(run, { part }))])))
  return [formatRow([title, 'part', 'lines', 'leak', 'any leak', 'over', 'over, clean', 'throws']), '|---|---|--:|--:|--:|--:|--:|--:|', ...rows]
}

/** Rows of a Markdown table: one run, file by file, as `dev / held-out`. */
function tableOfFiles(title: string, run: Run): readonly string[] {
  const rows = [...new Set(run.samples.map(({ file }) => file))].map((file) => {
    const scores = PARTS.map((part) => scoreCells(scoreRun(run, { part, file })))
    const pair = (column: number) => scores.map((cells) => cells[column]).join(' / ')
    return formatRow([`\`${file}\``, pair(0), pair(1), pair(3), pair(4)])
  })
  return [formatRow([title, 'lines', 'leak', 'over', 'over, clean']), '|---|--:|--:|--:|--:|', ...rows]
}

/** Rows of a Markdown table: one run beside what it is to reach. */
function tableOfTargets(title: string, kind: keyof typeof TARGETS, run: Run): readonly string[] {
  const only = (untouched: boolean) => ({ ...run, samples: run.samples.filter(({ file }) => UNTOUCHED.test(file) === untouched) })
  const row = (name: string, scored: Run, part?: Part) => {
    const { leak, over, overClean } = scoreRun(scored, { part })
    return formatRow([name, ...[leak, over, overClean].map((share, column) => (share > (TARGETS[kind][column] ?? 0) ? `**${share.toFixed(2)}**` : share.toFixed(2)))])
  }
  const target = formatRow(['target', ...TARGETS[kind].map((share) => share.toFixed(2))])
  const rows = [row('tuned files', only(false)), row('their held-out part', only(false), 'held-out'), row('untouched files', only(true)), row('all lines', run)]
  return [formatRow([title, 'leak', 'over', 'over, clean']), '|---|--:|--:|--:|', target, ...rows]
}

function scoreCells({ lines, leak, anyLeak, over, overClean, throws }: Score): readonly string[] {
  return [String(lines), ...[leak, anyLeak, over, overClean].map((share) => share.toFixed(1)), String(throws)]
}

function formatRow([first, ...cells]: readonly string[]): string {
  return `|${first && ` ${first}`} | ${cells.join(' | ')} |`
}
