// What a visitor downloads, minified and with brotli, against what each entry may weigh. Sizes are of the built packages.
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { BUDGETS } from './size-budgets.ts'

const rows = await Promise.all(BUDGETS.map(async (budget) => ({ ...budget, bytes: await measure(budget.code) })))
for (const { name, bytes, maximumBytes } of rows) {
  const verdict = bytes <= maximumBytes ? 'ok    ' : 'FAILED'
  console.log(`${verdict} ${name.padEnd(32)} ${kilobytes(bytes)} kB of at most ${kilobytes(maximumBytes)} kB`)
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

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(2).padStart(6)
}
