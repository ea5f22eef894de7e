import { apiCalls, clicks, createTelemetry, errors } from '@parel/telemetry-browser'

// Page views come from the router, which knows the pattern of each page. `enabled` because a client is silent on localhost otherwise.
export const telemetry = createTelemetry({
  endpoint: '/api/telemetry',
  enabled: true,
  allowBots: true,
  capture: [apiCalls(), clicks(), errors()],
})
