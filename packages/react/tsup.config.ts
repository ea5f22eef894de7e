import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineConfig, type Options } from 'tsup'
import { shrinkModules } from '../../tools/shrink-modules.ts'
import { ENTRIES, PARTS } from './entries.ts'
import { relativeSources } from '../../tools/relative-sources.ts'

const client: Options = {
  entry: { ...PARTS, ...ENTRIES },
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'browser',
  // Also for CJS: otherwise each entry carries a React context of its own.
  splitting: true,
  // Left for the bundler of the app to fill in; otherwise the word "development" would be baked in here.
  define: { 'process.env.NODE_ENV': 'process.env.NODE_ENV' },
  dts: { entry: ENTRIES },
  sourcemap: true,
  clean: ['!react-server.js'],
  // A directive in the source survives in entry files only, not in shared chunks.
  banner: { js: "'use client';" },
  // Shortens what ends with `_`: names that only this package uses.
  esbuildOptions(options) {
    options.minifySyntax = true
    options.mangleProps = /[a-zA-Z]_$/
  },
  plugins: [shrinkModules, relativeSources],
  onSuccess: liftDirectives,
}

/** Only leads on, so it has no directive of its own, and imports the built entry beside it. */
const server: Options = {
  entry: ['src/react-server.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'browser',
  external: ['./index.js'],
}

export default defineConfig([client, server])

/** Splitting CommonJS puts its helpers above the banner, where a directive no longer counts. */
async function liftDirectives(): Promise<void> {
  const files = (await readdir('dist')).filter((file) => file.endsWith('.cjs'))
  await Promise.all(
    files.map(async (file) => {
      const path = join('dist', file)
      const code = await readFile(path, 'utf8')
      await writeFile(path, code.replace(/^"use strict";(?!'use client')/, `"use strict";'use client';`))
    }),
  )
}
