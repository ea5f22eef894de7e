// What a visitor downloads, minified and with brotli, against what each entry may weigh. Sizes are of the built packages.
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { BUDGETS, kilobytes, type SizeBudget } from './size-budgets.ts'

const rows = await Promise.all(BUDGETS.map(async (budget) => ({ ...budget, bytes: await measure(budget.code) })))
for (const { name, bytes, maximumBytes, goalBytes } of rows) {
  const verdict = bytes <= maximumBytes ? 'ok    ' : 'FAILED'
  console.log(`${verdict} ${name.padEnd(34)} ${kilobytes(bytes).padStart(8)} of at most ${kilobytes(maximumBytes).padStart(8)}, goal ${kilobytes(goalBytes).padStart(8)}`)
}
process.exitCode = rows.every(({ bytes, maximumBytes }) => bytes <= maximumBytes) ? 0 : 1

async function measure(code: SizeBudget['code']): Promise<number> {
  return brotliCompressSync(typeof code === 'string' ? await bundle(code) : readFileSync(code.file)).byteLength
}

async function bundle(code: string): Promise<Uint8Array> {
  const result = await build({
    stdin: { contents: code, resolveDir: 'packages/e2e' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    target: 'es2022',
    platform: 'browser',
    external: ['react', 'react-dom', 'react/jsx-runtime'],
    logLevel: 'silent',
  })
  return result.outputFiles[0]?.contents ?? new Uint8Array()
}
