import { defineConfig, type Options } from 'tsup'
import { shrinkModules } from '../../tools/shrink-modules.ts'

/** `index` is made of the files beside it, so that the tables are there once. */
const besideIt: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'beside-it',
  setup({ initialOptions, onResolve }) {
    const extension = initialOptions.format === 'cjs' ? 'cjs' : 'js'
    onResolve({ filter: /^\.\/(page|review)$/ }, ({ path }) => ({ path: `${path}.${extension}`, external: true }))
  },
}

export default defineConfig({
  entry: { index: 'src/index.ts', page: 'src/page.ts', review: 'src/review.ts' },
  // What a page loads stays one file.
  splitting: false,
  format: ['esm', 'cjs'],
  target: 'es2022',
  // The default platform would bundle the Node build of nanoid, which needs Buffer.
  platform: 'browser',
  noExternal: ['nanoid'],
  // Puts the limits where they are used, so that bundlers of apps need not carry their names.
  esbuildOptions(options) {
    options.minifySyntax = true
  },
  esbuildPlugins: [besideIt],
  plugins: [shrinkModules],
  // The types of a page are those of all others.
  dts: { entry: { index: 'src/index.ts', review: 'src/review.ts' } },
  sourcemap: true,
  clean: true,
})
