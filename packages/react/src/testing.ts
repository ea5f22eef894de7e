export { createMemoryTelemetry } from './memory-telemetry'
export type { MemoryTelemetry, MemoryTelemetryOptions } from './memory-telemetry'
