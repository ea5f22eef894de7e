export { TelemetryProvider } from './telemetry-provider'
export type { TelemetryProviderProps } from './telemetry-provider'
export { useAction } from './use-action'
export { useTelemetry } from './use-telemetry'
