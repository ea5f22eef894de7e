import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applyMutant, MUTANTS } from './mutants.ts'

// Switches off one rule of the cleaning after the other and runs the tests of core: every time, one of them must fail.

const config = fileURLToPath(new URL('vitest.config.ts', import.meta.url))
const from = Number(process.argv[2] ?? 0)
const survivors: string[] = []

for (const [index, { file }] of MUTANTS.entries()) {
  const path = fileURLToPath(new URL(`../../src/${file}.ts`, import.meta.url))
  applyMutant(path, readFileSync(path, 'utf8'), index)
}
for (const [index, { file, rule }] of MUTANTS.entries()) {
  if (index < from) continue
  const { status } = spawnSync('pnpm', ['exec', 'vitest', 'run', '--config', config], { env: { ...process.env, MUTANT: String(index) }, stdio: 'ignore' })
  if (status === 0) survivors.push(`${file}: ${rule}`)
  console.log(`${status === 0 ? 'SURVIVED' : 'killed  '} ${index} ${file}: ${rule}`)
}
console.log(`${MUTANTS.length - from - survivors.length} of ${MUTANTS.length - from} rules are held by a test.`)
process.exitCode = survivors.length ? 1 : 0
