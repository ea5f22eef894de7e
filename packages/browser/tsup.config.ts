import { defineConfig, type Options } from 'tsup'

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
  },
  script('parel.global', true),
  script('parel.debug', false),
])
