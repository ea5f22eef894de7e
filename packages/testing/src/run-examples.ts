import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'
import { transform } from 'esbuild'

/** A `ts` block of a doc comment or of a Markdown file. */
export interface Example {
  /** `file.ts:12` */
  readonly place: string
  readonly code: string
}

/** What an example says (`// => value`) beside what it does. */
export interface ExampleResult {
  readonly statement: string
  readonly actual: unknown
  readonly expected: unknown
}

/** Finds the `ts` examples in the doc comments of a folder of sources, or in one Markdown file. */
export function readExamples(path: string): readonly Example[] {
  const files = path.endsWith('.md') ? [path] : readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file)).map((file) => join(path, file))
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/```ts\n([\s\S]{1,4000}?)```/g)].map((match) => ({
      place: `${file.split('/').at(-1)}:${text.slice(0, match.index).split('\n').length}`,
      code: (match[1] ?? '').replace(/^ *\* ?/gm, ''),
    }))
  })
}

/**
 * Runs an example and collects every line that claims a value with `// => value`.
 *
 * @param scope - What the example may use, usually the exports of its package; its own import lines are left out.
 */
export async function runExample({ code }: Example, scope: Readonly<Record<string, unknown>>): Promise<readonly ExampleResult[]> {
  const results: ExampleResult[] = []
  const check = (statement: string, actual: unknown, expected: unknown) => results.push({ statement, actual, expected })
  const { code: script } = await transform(`export const run = async () => {${readClaims(code)}\n}`, { loader: 'ts', format: 'cjs' })
  const names = Object.keys(scope)
  const run = runInThisContext(`(function (module, check, ${names.join(', ')}) { ${script}; return module.exports.run() })`) as (...values: unknown[]) => Promise<void>
  await run({ exports: {} }, check, ...names.map((name) => scope[name]))
  return results
}

/** Turns a statement and the claim below it into a check. */
function readClaims(code: string): string {
  const statements: string[] = []
  for (const line of code.split('\n').filter((text) => !text.startsWith('import '))) {
    const claim = /^\s*\/\/ => (.+)$/.exec(line)?.[1]
    const statement = statements.at(-1) ?? ''
    if (claim) statements.splice(-1, 1, `check(${JSON.stringify(statement)}, await (${statement}), ${claim});`)
    // A line that is indented or closes a bracket belongs to the statement before it.
    else if (/^[\s)}\]]/.test(line)) statements.splice(-1, 1, `${statement}\n${line}`)
    else if (line) statements.push(line)
  }
  return statements.join('\n')
}
