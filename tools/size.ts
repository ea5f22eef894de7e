// Compares what a visitor downloads, minified and brotli-compressed, with the budget of each entry. Measures the built packages.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { bundleBuilt } from './bundle-built.ts'
import { BUDGETS, kilobytes, type SizeBudget } from './size-budgets.ts'

const rows = await Promise.all(BUDGETS.map(async (budget) => ({ ...budget, bytes: await measure(budget.code) })))
for (const { name, bytes, maximumBytes, goalBytes } of rows) {
  const verdict = bytes <= maximumBytes ? 'ok    ' : 'FAILED'
  console.log(`${verdict} ${name.padEnd(34)} ${kilobytes(bytes).padStart(8)} of at most ${kilobytes(maximumBytes).padStart(8)}, goal ${kilobytes(goalBytes).padStart(8)}`)
}
console.log(`       ${'dashboard: page, script and style'.padEnd(34)} ${kilobytes(measureDashboard()).padStart(8)} with gzip (packages/e2e/test/dashboard/limits.test.ts checks it)`)
process.exitCode = rows.every(({ bytes, maximumBytes }) => bytes <= maximumBytes) ? 0 : 1

async function measure(code: SizeBudget['code']): Promise<number> {
  return brotliCompressSync(typeof code === 'string' ? await bundleBuilt(code) : readFileSync(code.file)).byteLength
}

function measureDashboard(): number {
  const folder = 'packages/server/dist/dashboard'
  const files = ['index.html', ...readdirSync(join(folder, 'assets')).map((name) => join('assets', name))]
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length, 0)
}
