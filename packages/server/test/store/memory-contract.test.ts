import { storeContract } from '@parel/telemetry-testing'
import { memoryStore } from '../../src/store/memory'

storeContract('memory', { create: async (settings) => memoryStore(settings) })
