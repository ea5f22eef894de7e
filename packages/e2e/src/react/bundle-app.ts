import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** One app of the matrix: which router, on which React, built how. */
export interface AppVariant {
  /** A file of `packages/react/test/matrix`. */
  readonly app: 'hook' | 'routes' | 'data-router' | 'tanstack'
  readonly react: 18 | 19
  /** Major version of React Router; null where the app has none. */
  readonly router: 6 | 7 | 8 | null
  readonly mode: 'development' | 'production'
}

const reactRoom = fileURLToPath(new URL('../../../react/', import.meta.url))

/** Bundles an app with the versions that its variant names, and the published files of the React package. */
export async function bundleApp({ app, react, router, mode }: AppVariant): Promise<Uint8Array> {
  const { outputFiles } = await build({
    absWorkingDir: reactRoom,
    entryPoints: [`test/matrix/${app}.tsx`],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    minify: mode === 'production',
    conditions: [mode],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    // React Router writes 'use client' where a bundle has no use for it.
    logLevel: 'error',
    plugins: [chooseVersions(react, router)],
  })
  const file = outputFiles[0]
  if (!file) throw new Error(`esbuild wrote nothing for ${app}.`)
  return file.contents
}

function chooseVersions(react: 18 | 19, router: AppVariant['router']): Plugin {
  const renames = new Map<string, string>(react === 18 ? [['react', 'react-18'], ['react-dom', 'react-dom-18']] : [])
  if (router === 6 || router === 8) renames.set('react-router', `react-router-${router}`)
  return {
    name: 'choose-versions',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^(?:react|react-dom|react-router)(?:\/.{1,80})?$/ }, ({ path, kind, importer }) => {
        const [name = '', ...rest] = path.split('/')
        // In version 6 the DOM bindings were a separate package.
        const ownCode = importer.includes('/test/matrix/')
        const target = name === 'react-router' && router === 6 && ownCode ? 'react-router-dom-6' : renames.get(name)
        return target === undefined ? undefined : resolve([target, ...rest].join('/'), { kind, resolveDir: reactRoom })
      })
    },
  }
}
