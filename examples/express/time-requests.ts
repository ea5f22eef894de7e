import type { RequestHandler } from 'express'
import type { TelemetryServer } from '@parel/telemetry-server'

/** Records time and status of each call of the own API, by the pattern of its route. */
export function timeRequests(telemetry: TelemetryServer): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now()
    response.once('finish', () => {
      // Express knows the pattern only after the route has matched. Without one, nothing is recorded: the path may hold anything.
      const route = request.route as { path?: unknown } | undefined
      if (typeof route?.path !== 'string') return
      telemetry.client.trackApiCall(request.baseUrl + route.path, performance.now() - startedAt, response.statusCode, { method: request.method })
    })
    next()
  }
}
