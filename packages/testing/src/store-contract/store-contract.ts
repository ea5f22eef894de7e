import { describe } from 'vitest'
import { accountingPromises } from './accounting'
import { countingPromises } from './counting'
import { historyPromises } from './history-promises'
import { jobPromises } from './jobs'
import { learningPromises } from './learning'
import { limitPromises } from './limits'
import { sessionPromises } from './sessions'
import { settingPromises } from './settings'
import type { StoreHarness } from './store-under-test'
import { storingPromises } from './storing'

/**
 * The promises that every store of telemetry keeps, whatever its engine. Call it in a test file.
 *
 * @param name - Name of the store in the report.
 * @param harness - Makes stores; see {@link StoreHarness}.
 * @example
 * ```ts
 * storeContract('memory', { create: async (settings) => memoryStore(settings) })
 * ```
 */
export function storeContract(name: string, harness: StoreHarness): void {
  describe(`${name}: store contract`, { timeout: 300_000 }, () => {
    describe('storing', () => {
      storingPromises(harness)
    })
    describe('counting', () => {
      countingPromises(harness)
    })
    describe('bounds of a day', () => {
      limitPromises(harness)
    })
    describe('sessions', () => {
      sessionPromises(harness)
    })
    describe('aggregation and clean-up', () => {
      jobPromises(harness)
    })
    describe('accounting', () => {
      accountingPromises(harness)
    })
    describe('learned collapse', () => {
      learningPromises(harness)
    })
    describe('settings and leases', () => {
      settingPromises(harness)
    })
    describe('random histories', () => {
      historyPromises(harness)
    })
  })
}
