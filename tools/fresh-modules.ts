import { vi } from 'vitest'

// Runs before each test file: a file that shares its process with others gets modules of its own, without their state and with its mocks.
vi.resetModules()
