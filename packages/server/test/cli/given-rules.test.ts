import { expect, it, vi } from 'vitest'
import { noteGivenRules } from '../../src/cli/given-rules'
import { resolveSettings } from '../../src/config/resolve-settings'
import { silentLogger, type TelemetryLogger } from '../../src/logger'
import { memoryStore } from '../../src/store/memory'
import { StoreFullError } from '../../src/store/store'

it('a server starts where its rules cannot be noted, and says so', async () => {
  const warn = vi.fn<TelemetryLogger['warn']>()
  const store = { ...memoryStore(), writeSetting: () => Promise.reject(new StoreFullError('The disk is full.')) }
  const settings = resolveSettings({ flags: new Map([['retention-days', '60']]), environment: {}, file: null })
  await noteGivenRules(store, { settings, logger: { ...silentLogger, warn } })
  expect(warn.mock.calls).toEqual([[expect.stringContaining('could not be noted in the database'), {}]])
})

it('nothing is written where nothing was given and nothing is noted', async () => {
  const writeSetting = vi.fn<ReturnType<typeof memoryStore>['writeSetting']>()
  await noteGivenRules({ ...memoryStore(), writeSetting }, { settings: resolveSettings({ flags: new Map(), environment: {}, file: null }), logger: silentLogger })
  expect(writeSetting).not.toHaveBeenCalled()
})
