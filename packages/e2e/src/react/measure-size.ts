import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'

const reactRoom = fileURLToPath(new URL('../../../react/', import.meta.url))

/** Bytes of what an app downloads for this import, minified and with brotli. React and the frameworks are the app's own and weigh nothing. */
export async function measureSize(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: reactRoom },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    external: ['react', 'react/jsx-runtime', 'next/*', 'react-router'],
  })
  // Every file of ours imports React by itself; in the bundle of an app, React is a neighbour and the lines are gone.
  const text = new TextDecoder().decode(outputFiles[0]?.contents).replace(/import(?:\{[^{}]{0,2000}\}from)?"[^"]{1,80}";/g, '')
  return brotliCompressSync(text).byteLength
}
