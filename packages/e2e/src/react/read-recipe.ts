import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../server-process.ts'

/** The first block of code under a heading of the recipes, as readers copy it; without a heading, the file that all of them share. */
export function readRecipe(heading?: string): string {
  const guide = readFileSync(join(ROOT, 'docs/guides/recipes.md'), 'utf8')
  const part = heading === undefined ? guide : guide.split(`\n## ${heading}\n`)[1]
  const code = part?.split('```')[1]
  if (code === undefined) throw new Error(`The recipes have no code under "${heading}".`)
  return code.slice(code.indexOf('\n') + 1)
}
