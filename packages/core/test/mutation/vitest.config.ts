import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { applyMutant } from './mutants'

const source = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const mutant = Number(process.env.MUTANT)

// The tests of core with one rule switched off in the sources as they are loaded; nothing on disk changes.
export default defineConfig({
  root: source(''),
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      transform: (code, id) => (id.includes('/core/src/') ? applyMutant(id, code, mutant) : undefined),
    },
  ],
  resolve: {
    alias: { '@parel/telemetry-core': source('core/src/index.ts'), '@parel/telemetry-testing': source('testing/src/index.ts') },
  },
  test: {
    include: ['core/test/mutation/all-tests.ts'],
    bail: 1,
    // A busy machine must not fail a test: a mutant would count as killed that no test has noticed.
    testTimeout: 120_000,
    // The cache knows the files, not the mutant.
    fsModuleCache: false,
    isolate: false,
  },
})
