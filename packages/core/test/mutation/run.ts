import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applyMutant, MUTANTS } from './mutants.ts'

// Switches off one cleaning rule at a time and runs the tests of core: each time, one of them must fail.
// node packages/core/test/mutation/run.ts [part of the name of a source file, such as metadata-key | number of the first mutant]

const config = fileURLToPath(new URL('vitest.config.ts', import.meta.url))
const [asked = '0'] = process.argv.slice(2)
const isAsked = (file: string, index: number) => (/^\d+$/.test(asked) ? index >= Number(asked) : file.includes(asked))
const survivors: string[] = []
let runs = 0

for (const [index, { file }] of MUTANTS.entries()) {
  const path = fileURLToPath(new URL(`../../src/${file}.ts`, import.meta.url))
  applyMutant(path, readFileSync(path, 'utf8'), index)
}
for (const [index, { file, rule }] of MUTANTS.entries()) {
  if (!isAsked(file, index)) continue
  runs++
  const { status } = spawnSync('pnpm', ['exec', 'vitest', 'run', '--config', config], { env: { ...process.env, MUTANT: String(index) }, stdio: 'ignore' })
  if (status === 0) survivors.push(`${file}: ${rule}`)
  console.log(`${status === 0 ? 'SURVIVED' : 'killed  '} ${index} ${file}: ${rule}`)
}
console.log(`${runs - survivors.length} of ${runs} rules are held by a test.`)
process.exitCode = runs === 0 || survivors.length > 0 ? 1 : 0
