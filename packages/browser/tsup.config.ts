import { defineConfig } from 'tsup'

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/web-vitals.ts'],
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'browser',
    splitting: true,
    dts: true,
    sourcemap: true,
  },
  {
    entry: { parel: 'src/script.ts' },
    format: ['iife'],
    globalName: 'ParelTelemetry',
    target: 'es2020',
    platform: 'browser',
    minify: true,
    sourcemap: true,
    dts: false,
    noExternal: [/.*/],
    outExtension: () => ({ js: '.global.js' }),
  },
])
