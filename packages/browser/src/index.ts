export type * from './telemetry-interface'
