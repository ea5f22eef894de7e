import type { NodeListener } from '../adapters/node'
import type { TelemetryServer } from '../telemetry-server'

/** A listener that redirects `/` to the dashboard and passes everything else to telemetry. */
export function leadToDashboard({ listener, options }: Pick<TelemetryServer, 'listener' | 'options'>): NodeListener {
  const { basePath, dashboardPath } = options
  const doors = new Set(['/', basePath, `${basePath}/`])
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1)
    const isLook = request.method === 'GET' || request.method === 'HEAD'
    if (!isLook || !doors.has(path)) return listener(request, response)
    response.writeHead(302, { location: basePath + dashboardPath, 'cache-control': 'no-store', 'content-length': 0 }).end()
  }
}
