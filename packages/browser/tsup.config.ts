import { defineConfig, type Options } from 'tsup'
import { INTERNAL_FIELDS } from './internal-names'

const shortenNames: Options['esbuildOptions'] = (options) => {
  options.mangleProps = INTERNAL_FIELDS
}

// The script tag: one minified file to ship, one readable file to look at.
const script = (name: string, minify: boolean): Options => ({
  entry: { [name]: 'src/script.ts' },
  format: ['iife'],
  globalName: 'ParelTelemetry',
  target: 'es2020',
  platform: 'browser',
  minify,
  sourcemap: minify,
  dts: false,
  noExternal: [/.*/],
  define: { 'process.env.NODE_ENV': '"production"' },
  outExtension: () => ({ js: '.js' }),
  ...(minify && { esbuildOptions: shortenNames }),
})

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/web-vitals.ts'],
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'browser',
    splitting: true,
    // Left for the bundler of the app to fill in; otherwise the word "development" would be baked in here.
    define: { 'process.env.NODE_ENV': 'process.env.NODE_ENV' },
    dts: true,
    sourcemap: true,
    esbuildOptions: shortenNames,
  },
  script('parel.global', true),
  script('parel.debug', false),
])
