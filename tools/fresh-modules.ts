import { afterAll, vi } from 'vitest'

// Runs before each test file: a file that shares its process with others gets modules of its own, without their state and with its mocks.
vi.resetModules()

// What it put in the place of globals, variables of the environment and clocks ends with it; Vitest itself restores only what it spied on.
afterAll(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.useRealTimers()
})
