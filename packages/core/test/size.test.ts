import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url))

async function bundle(names: string): Promise<string> {
  const contents = `export { ${names} } from ${JSON.stringify(entry)}`
  const options = { bundle: true, minify: true, format: 'esm', target: 'es2022', platform: 'browser', write: false } as const
  const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) } })
  return outputFiles[0]?.text ?? ''
}

it.each([
  ['everything that a browser needs', 'prepareEvent, encodeEventRow, joinEventRows, encodePayload, createStreamId', 5380],
  ['addresses alone', 'anonymizeUrl', 1935],
  ['event ids alone', 'createStreamId, createEventId', 240],
  ['percentiles alone', 'exactPercentile', 200],
])('%s stays within its size budget', async (_name, names, maximum) => {
  expect(brotliCompressSync(await bundle(names)).length).toBeLessThanOrEqual(maximum)
})

it('leaves server-only code out of the browser bundle', async () => {
  expect(await bundle('prepareEvent, encodePayload')).not.toMatch(/too_old|too_many_events|log2/)
})

// A page without a charset reads a script as Windows-1252, where a range of letters is no range any more and the whole script fails.
it('means the same in every encoding', async () => {
  expect(await bundle('prepareEvent, encodePayload, createStreamId')).toMatch(/^[\n -~]*$/)
})
