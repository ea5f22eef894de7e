import { loadCore } from './load-core.ts'
import type { Part } from './read-corpus.ts'
import { createRuns, findOurs, type Run, scoreRun } from './runs.ts'
import { createTables } from './tables.ts'

// Prints the tables of docs/anonymizer.md and docs/anonymizer-files.md. `--kinds` also prints the leaks of each kind of value, `--examples` the failures of the part that may be looked at.

const core = await loadCore()
for (const kind of ['routes', 'metadata', 'messages'] as const) {
  for (const table of createTables(kind, core)) print(table)
  if (process.argv.includes('--kinds')) print(tableOfKinds(kind, findOurs(createRuns(kind, core))))
  if (process.argv.includes('--examples')) print(scoreRun(findOurs(createRuns(kind, core)), { part: 'dev' }).examples)
}

function print(lines: readonly string[]): void {
  console.log(`${lines.join('\n')}\n`)
}

/** How many values there were and how many survived; those marked as context cannot be told from the string. */
function tableOfKinds(title: string, run: Run): readonly string[] {
  const [dev, heldOut] = (['dev', 'held-out'] satisfies Part[]).map((part) => scoreRun(run, { part }).kinds)
  const show = (kinds: typeof dev, kind: string) => (kinds?.has(kind) ? `${kinds.get(kind)?.leaked} / ${kinds.get(kind)?.values}` : '')
  const names = [...new Set([...(dev?.keys() ?? []), ...(heldOut?.keys() ?? [])])].sort()
  return [`| ${title}: survived / values | dev | held-out |`, '|---|--:|--:|', ...names.map((kind) => `| ${kind} | ${show(dev, kind)} | ${show(heldOut, kind)} |`)]
}
