import { build } from 'esbuild'

/** What the bundler of an app makes of the packages in `dist`. */
export async function bundleBuilt(code: string): Promise<string> {
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
  return result.outputFiles[0]?.text ?? ''
}
