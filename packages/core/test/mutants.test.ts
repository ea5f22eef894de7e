import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { applyMutant, MUTANTS } from './mutation/mutants'

it('every mutant finds its rule, and none is listed twice', () => {
  const rules = MUTANTS.map(({ file, rule }) => `${file}: ${rule}`)
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([])
  for (const [index, { file }] of MUTANTS.entries()) {
    const path = fileURLToPath(new URL(`../src/${file}.ts`, import.meta.url))
    const source = readFileSync(path, 'utf8')
    expect(applyMutant(path, source, index)).not.toBe(source)
  }
})
