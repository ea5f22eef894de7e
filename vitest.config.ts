import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { createFailureReporter } from './tools/failure-reporter.ts'
import { LongestFirst } from './tools/longest-first.ts'

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url))

// Workspace packages resolve to their sources, so that unit tests need no build. e2e uses the built packages on purpose.
const alias = [
  { find: /^@parel\/telemetry-react\/(.+)$/, replacement: `${source('react/src')}/$1` },
  { find: /^@parel\/telemetry-browser\/(.+)$/, replacement: `${source('browser/src')}/$1` },
  { find: /^@parel\/telemetry-core\/(.+)$/, replacement: `${source('core/src')}/$1` },
  { find: '@parel/telemetry-core', replacement: source('core/src/index.ts') },
  { find: '@parel/telemetry-browser', replacement: source('browser/src/index.ts') },
  { find: '@parel/telemetry-react', replacement: source('react/src/index.ts') },
  { find: '@parel/telemetry-server', replacement: source('server/src/index.ts') },
  { find: '@parel/telemetry-testing', replacement: source('testing/src/index.ts') },
]

// Timeouts are only for hangs: on a busy machine, threads, processes and compilers take more than ten times as long.
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } }
// The files of a room share their processes: to start one costs more than most files. Each file has modules of its own.
const shared = { isolate: false, setupFiles: ['tools/fresh-modules.ts'] }
const room = (name: string, environment: 'node' | 'happy-dom', execArgv: string[] = []) => ({
  resolve: { alias },
  test: { ...patience, name, environment, include: [`packages/${name}/test/**/*.test.{ts,tsx}`], execArgv, ...shared },
})

const browserTests = room('browser', 'happy-dom')
const browserRoom = { ...browserTests, test: { ...browserTests.test, setupFiles: [...shared.setupFiles, 'packages/browser/test/fresh-page.ts', 'packages/browser/test/own-listeners.ts'] } }
const reactTests = room('react', 'happy-dom')
const reactRoom = { ...reactTests, test: { ...reactTests.test, setupFiles: [...shared.setupFiles, 'packages/browser/test/fresh-page.ts'] } }

// These tests start and end hundreds of threads in one process. On processors with protection keys, V8's bookkeeping of code pages then sometimes aborts
// Node: "Check failed: jit_page.has_value()", nodejs/node#64500. It is not caused by our code, and a real server starts only two threads.
const manyThreads = ['--no-memory-protection-keys']
const serverTests = room('server', 'node', manyThreads)
const serverRoom = { ...serverTests, test: { ...serverTests.test, globalSetup: 'tools/bundle-store-worker.ts', setupFiles: [...shared.setupFiles, 'tools/use-store-worker.ts'] } }

// Tests of the built packages in real browsers and processes.
const endToEnd = {
  environment: 'node' as const,
  globalSetup: 'packages/e2e/src/clear-temporary-files.ts',
  // Many times what a test takes on an idle machine: commands, servers and browsers start slowly on a busy one.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // As long as the browser's own waits: a second is too short on two busy cores.
  expect: { poll: { timeout: 30_000 } },
}
// These rebuild the packages that the other files use, so they run alone.
const builders = ['packages/e2e/test/start/*.test.ts']

export default defineConfig({
  test: {
    // The default leaves one core free, which is half of a two-core machine.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    reporters: ['default', ...(process.env.TEST_REPORT ? [createFailureReporter(process.env.TEST_REPORT)] : [])],
    projects: [
      room('core', 'node'),
      browserRoom,
      reactRoom,
      serverRoom,
      room('bench', 'node'),
      { test: { ...patience, name: 'house', environment: 'node', include: ['tools/test/**/*.test.ts'] } },
      // Two at a time, also on a large machine: each file starts several processes or pages and spends half of its time waiting for them.
      { test: { ...endToEnd, name: 'e2e', include: ['packages/e2e/test/**/*.test.ts'], exclude: builders, maxWorkers: 2, isolate: false, execArgv: manyThreads, sequence: { groupOrder: 1 } } },
      { test: { ...endToEnd, name: 'e2e-alone', include: builders, maxWorkers: 1, sequence: { groupOrder: 2 } } },
    ],
  },
})
