import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url))

// Workspace packages resolve to their sources, so that unit tests need no build. e2e uses the built packages on purpose.
const alias = [
  { find: /^@parel\/telemetry-react\/(.+)$/, replacement: `${source('react/src')}/$1` },
  { find: /^@parel\/telemetry-browser\/(.+)$/, replacement: `${source('browser/src')}/$1` },
  { find: '@parel/telemetry-core', replacement: source('core/src/index.ts') },
  { find: '@parel/telemetry-browser', replacement: source('browser/src/index.ts') },
  { find: '@parel/telemetry-react', replacement: source('react/src/index.ts') },
  { find: '@parel/telemetry-server', replacement: source('server/src/index.ts') },
  { find: '@parel/telemetry-testing', replacement: source('testing/src/index.ts') },
]

const room = (name: string, environment: 'node' | 'happy-dom', execArgv: string[] = []) => ({
  resolve: { alias },
  test: { name, environment, include: [`packages/${name}/test/**/*.test.{ts,tsx}`], execArgv },
})

// The store's tests start and end hundreds of threads in one process. Where the processor has protection keys, V8's register of code pages then aborts
// Node now and then: "Check failed: jit_page.has_value()", nodejs/node#64500. Nothing of ours is involved, and a server starts two threads once.
const serverRoom = room('server', 'node', ['--no-memory-protection-keys'])

export default defineConfig({
  test: {
    projects: [
      room('core', 'node'),
      room('browser', 'happy-dom'),
      room('react', 'happy-dom'),
      serverRoom,
      room('testing', 'node'),
      { test: { name: 'house', environment: 'node', include: ['tools/test/**/*.test.ts'] } },
      // Real browsers and real processes on the built packages: one file at a time, because two cores are all there is.
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['packages/e2e/test/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // As long as the browser's own waits: a second is too short where two cores carry other work.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
})
