import { defineConfig } from 'tsup'
import { inlineConstants } from '../../tools/inline-constants.ts'

export default defineConfig({
  entry: { index: 'src/index.ts', review: 'src/review.ts' },
  // What a page loads stays one file, as it was before servers had one of their own.
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
  plugins: [inlineConstants],
  dts: true,
  sourcemap: true,
  clean: true,
})
