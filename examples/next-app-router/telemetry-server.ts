// In an app of your own this file is one line in both routes, with `serverExternalPackages: ['@parel/telemetry-server']` in next.config.ts:
//   export { GET, POST, DELETE, OPTIONS } from '@parel/telemetry-server'
// Here the package is a link of the workspace and no folder in node_modules, so Next.js would bundle it, its worker and its dashboard included.

type Method = 'GET' | 'POST' | 'DELETE' | 'OPTIONS'

/** Answers a request with the telemetry server of this process; its settings come from the environment (see `demo.ts`). */
export async function answerTelemetry(request: Request): Promise<Response> {
  const handlers = await import(/* turbopackIgnore: true */ '@parel/telemetry-server')
  return handlers[request.method as Method](request)
}
