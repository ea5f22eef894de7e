import { defineConfig } from 'vitest/config'

// Firefox and WebKit are not on every machine, and a test that is quietly skipped proves nothing: so they have a command of their own,
// `pnpm exec vitest run --config packages/e2e/test/delivery/engines.vitest.config.ts`; with `firefox` or `webkit` behind it, one of them.
export default defineConfig({
  test: {
    name: 'engines',
    environment: 'node',
    root: new URL('../../../..', import.meta.url).pathname,
    include: ['packages/e2e/test/delivery/*.{firefox,webkit}.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
