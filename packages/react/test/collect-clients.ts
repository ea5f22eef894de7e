import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach, vi, type Mock } from 'vitest'
import { createMemoryTelemetry, type MemoryTelemetry } from '../src/testing'

/** Sets up every test of a file: fake timers, and a mocked `createTelemetry` that makes clients in memory. Returns those of the current test. */
export function collectClients(createTelemetry: Mock<(options: { enabled?: boolean }) => object>): readonly MemoryTelemetry[] {
  const clients: MemoryTelemetry[] = []
  beforeEach(() => {
    vi.useFakeTimers()
    clients.length = 0
    createTelemetry.mockReset().mockImplementation(({ enabled }) => {
      const client = createMemoryTelemetry()
      // The other one is that of a tree without a provider.
      if (enabled !== false) clients.push(client)
      return client
    })
  })
  afterEach(() => {
    cleanup()
    vi.runAllTimers()
    vi.useRealTimers()
    localStorage.clear()
  })
  return clients
}
