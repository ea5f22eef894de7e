import { defineConfig } from 'vitest/config'

// Firefox is not on every machine, and a test that is quietly skipped proves nothing: so it has a command of its own,
// `pnpm exec vitest run --config packages/e2e/test/delivery/firefox.vitest.config.ts`.
export default defineConfig({
  test: {
    name: 'firefox',
    environment: 'node',
    root: new URL('../../../..', import.meta.url).pathname,
    include: ['packages/e2e/test/delivery/*.firefox.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
