import { clicks, createTelemetry, errors } from '@parel/telemetry-react'

/**
 * The one client of the app. `enabled` is there because nothing is recorded on localhost unless asked; `routes` because nobody but the app knows
 * that the last part of a greeting is a name.
 */
export const telemetry = createTelemetry({
  endpoint: '/api/telemetry',
  enabled: true,
  routes: ['/profiles/:name', '/settings', '/api/greeting/:name'],
  capture: [clicks(), errors()],
})
