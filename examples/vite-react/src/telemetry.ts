import { clicks, createTelemetry, errors } from '@parel/telemetry-react'

/** The one client of the app. `enabled` is there because nothing is recorded on localhost unless asked. */
export const telemetry = createTelemetry({ endpoint: '/api/telemetry', enabled: true, capture: [clicks(), errors()] })
