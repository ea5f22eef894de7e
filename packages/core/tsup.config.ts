import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  // The default platform would bundle the Node build of nanoid, which needs Buffer.
  platform: 'browser',
  noExternal: ['nanoid'],
  dts: true,
  sourcemap: true,
  clean: true,
})
