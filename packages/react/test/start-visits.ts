import { afterEach, beforeEach, vi } from 'vitest'
import { createMemoryTelemetry } from '../src/memory-telemetry'
import { createVisits, type Visits } from '../src/visits'
import { createFakeSurroundings, type FakeSurroundings } from './fake-surroundings'
import { listEvents } from './list-events'

/** A new instance for each test, with timers that the test runs. */
export let surroundings: FakeSurroundings
export let visits: Visits
export const client = createMemoryTelemetry()
export const seen = () => listEvents(client.events)

beforeEach(() => {
  vi.useFakeTimers()
  client.clear()
  client.setState('recording')
  surroundings = createFakeSurroundings()
  visits = createVisits(surroundings)
})

afterEach(() => {
  vi.useRealTimers()
})
