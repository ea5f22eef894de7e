// Looks for the order of letters with which the script tag compresses best, and prints it for `tools/short-names.ts`.
// Usage: node tools/orders/letters.ts SECONDS SEED
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { minify, type MinifyOptions } from 'terser'
import { SCRIPT_OPTIONS } from '../script-options.ts'
import { createNames, LETTERS } from '../short-names.ts'
import { readArguments } from './read-arguments.ts'
import { createRandom } from '../../packages/bench/score/random.ts'

const { seconds, seed } = readArguments(process.argv.slice(2))
const random = createRandom(seed)
const once = await minify(await bundleScript(), { ...SCRIPT_OPTIONS, toplevel: true, mangle: false } satisfies MinifyOptions)

async function measure(letters: string): Promise<number> {
  const { code = '' } = await minify(once.code ?? '', { ...SCRIPT_OPTIONS, toplevel: true, compress: false, mangle: { nth_identifier: createNames(letters) } })
  return brotliCompressSync(code).byteLength
}

async function bundleScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['packages/browser/src/script.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    define: { IS_SCRIPT_TAG: 'true', IS_DEBUG_SCRIPT: 'false' },
    mangleProps: /[a-zA-Z]_$/,
    minify: true,
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

let letters = LETTERS
let bytes = await measure(letters)
let best = { letters, bytes }
console.log(`${bytes} bytes at the start`)
const start = performance.now()
for (let left = 1; left > 0; left = 1 - (performance.now() - start) / 1000 / seconds) {
  const next = [...letters]
  const [from, to] = [random(next.length), random(next.length)]
  if (random(2)) next.splice(to, 0, ...next.splice(from, 1))
  else [next[from], next[to]] = [next[to] ?? '', next[from] ?? '']
  const text = next.join('')
  const size = await measure(text)
  if (size > bytes + left * 5 * (random(1000) / 1000)) continue
  ;[letters, bytes] = [text, size]
  if (size < best.bytes) best = { letters, bytes: size }
}
console.log(`${best.bytes} bytes with ${best.letters}`)
