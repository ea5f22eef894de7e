// Prints every figure: runs the `bench:` scripts of package.json one after the other, so that none slows another down. Some minutes.
// node packages/bench/src/bench.ts [parts of their names, such as "browser store"]
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const asked = process.argv.slice(2)
const benchmarks = Object.keys(scripts).filter((name) => name.startsWith('bench:') && (asked.length === 0 || asked.some((part) => name.includes(part))))
if (benchmarks.length === 0) throw new Error(`No benchmark is called ${asked.join(' or ')}. Give parts of: ${Object.keys(scripts).filter((name) => name.startsWith('bench:')).join(', ')}.`)

const failed = benchmarks.filter((name) => {
  const [program = '', ...args] = scripts[name]?.split(' ') ?? []
  console.log(`\n${name}: ${program} ${args.join(' ')}`)
  return spawnSync(program === 'node' ? process.execPath : program, args, { cwd: folder, stdio: 'inherit' }).status !== 0
})
if (failed.length > 0) console.error(`\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0
