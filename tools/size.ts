// What a visitor downloads, minified and with brotli, against what each entry may weigh. Sizes are of the built packages.
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { BUDGETS, kilobytes } from './size-budgets.ts'

const rows = await Promise.all(BUDGETS.map(async (budget) => ({ ...budget, bytes: await measure(budget.code) })))
for (const { name, bytes, maximumBytes, goalBytes } of rows) {
  const verdict = bytes <= maximumBytes ? 'ok    ' : 'FAILED'
  console.log(`${verdict} ${name.padEnd(34)} ${kilobytes(bytes).padStart(8)} of at most ${kilobytes(maximumBytes).padStart(8)}, goal ${kilobytes(goalBytes).padStart(8)}`)
}
process.exitCode = rows.every(({ bytes, maximumBytes }) => bytes <= maximumBytes) ? 0 : 1

async function measure(code: string): Promise<number> {
  const result = await build({
    stdin: { contents: code, resolveDir: 'packages/e2e' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    target: 'es2022',
    platform: 'browser',
    external: ['react', 'react-dom', 'react/jsx-runtime'],
    // The script-tag bundle runs for its effect alone; the manifest says that the modules have none.
    ignoreAnnotations: code.startsWith('import '),
    logLevel: 'silent',
  })
  return brotliCompressSync(result.outputFiles[0]?.contents ?? new Uint8Array()).byteLength
}
