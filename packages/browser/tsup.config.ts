import { defineConfig, type Options } from 'tsup'
import { shrinkModules } from '../../tools/shrink-modules.ts'
import { relativeSources } from '../../tools/relative-sources.ts'
import shortNames from './short-names.json' with { type: 'json' }
import { minifyScript } from '../../tools/minify-script.ts'

/**
 * Fields and methods that only the modules of this package use among themselves end with `_`; the build shortens them. Never so: names of the
 * DOM, of core, of an exported type, and of what is stored on the device, because one version writes it and the next reads it.
 */
const shortenNames: Options['esbuildOptions'] = (options) => {
  options.mangleProps = /[a-zA-Z]_$/
  // The ones that compress best, found by search. esbuild chooses those that are missing.
  options.mangleCache = shortNames
  // Writes limits where they are used, which the bundler of an app would not do any more.
  options.minifySyntax = true
}

// The script tag: one minified file to ship, one readable file to look at.
const script = (name: string, minify: boolean): Options => ({
  entry: { [name]: 'src/script.ts' },
  format: ['iife'],
  target: 'es2022',
  platform: 'browser',
  // A server hands the file out under a name and at a place of its own, where no map lies. `parel.debug.js` is there to be read.
  sourcemap: false,
  dts: false,
  noExternal: [/.*/],
  define: { IS_SCRIPT_TAG: 'true', IS_DEBUG_SCRIPT: String(!minify) },
  outExtension: () => ({ js: '.js' }),
  ...(minify && {
    esbuildOptions(options) {
      options.minify = true
    },
    // Seven per cent smaller than what esbuild makes of it.
    plugins: [minifyScript],
  }),
})

export default defineConfig([
  {
    // The last one in a file of its own, which the bundler of an app drops whole: beside other code, even code that is dropped changes the short names.
    entry: ['src/index.ts', 'src/web-vitals.ts', 'src/check-options.ts'],
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'browser',
    splitting: true,
    // Left for the bundler of the app to fill in; otherwise the word "development" would be baked in here.
    define: { IS_SCRIPT_TAG: 'false', 'process.env.NODE_ENV': 'process.env.NODE_ENV' },
    dts: { entry: ['src/index.ts', 'src/web-vitals.ts'] },
    sourcemap: true,
    esbuildOptions: shortenNames,
    plugins: [shrinkModules, relativeSources],
  },
  script('parel.global', true),
  script('parel.debug', false),
])
