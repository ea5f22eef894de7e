import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { BuildOptions, BuildResult } from 'esbuild'

// The bundler belongs to the workspace, not to this package.
const { buildSync } = createRequire(new URL('../../../../package.json', import.meta.url))('esbuild') as {
  buildSync(options: BuildOptions & { write: false }): BuildResult<{ write: false }>
}

/** A client as a user's build would ship it: one minified script. */
export function buildClient(code: string): { readonly code: string; readonly minifiedBytes: number; readonly brotliBytes: number } {
  const result = buildSync({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  })
  const bytes = result.outputFiles[0]!.contents
  return { code: new TextDecoder().decode(bytes), minifiedBytes: bytes.length, brotliBytes: brotliCompressSync(bytes).length }
}
