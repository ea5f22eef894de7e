import { apiCalls } from './capture/api-calls'
import { clicks } from './capture/clicks'
import { errors } from './capture/errors'
import { pageViews } from './capture/page-views'
import { createTelemetry } from './telemetry'

export { apiCalls, withTelemetry } from './capture/api-calls'
export { clicks } from './capture/clicks'
export { errors } from './capture/errors'
export { pageViews } from './capture/page-views'
export { createTelemetry }

const script = document.currentScript as HTMLScriptElement | null
export const telemetry = createTelemetry({
  endpoint: script?.dataset.endpoint ?? '/api/telemetry',
  enabled: true,
  allowBots: script?.dataset.allowBots === 'true',
  capture: [pageViews(), apiCalls(), errors(), clicks()],
})
