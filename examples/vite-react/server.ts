import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { createTelemetryServer } from '@parel/telemetry-server'

const dist = join(import.meta.dirname, 'dist')
const types = new Map([['.js', 'text/javascript'], ['.css', 'text/css'], ['.html', 'text/html; charset=utf-8']])
const telemetry = createTelemetryServer({ database: process.env.TELEMETRY_DATABASE ?? 'telemetry.db', enabled: true })

const server = createServer((request, response) => {
  const path = request.url?.split('?', 1)[0] ?? '/'
  if (/^\/(?:api|admin)\/telemetry/.test(path)) return telemetry.listener(request, response)
  if (path.startsWith('/api/greeting/')) return response.end('Hello')
  void sendFile(path, response)
})

/** A built file, or for every other path the app itself: its router knows the way. */
async function sendFile(path: string, response: ServerResponse): Promise<void> {
  const name = path.startsWith('/assets/') ? normalize(path) : 'index.html'
  try {
    const file = await readFile(join(dist, name))
    response.setHeader('content-type', types.get(extname(name)) ?? 'application/octet-stream').end(file)
  } catch {
    response.writeHead(404).end('Not found') // No such file: nothing more to say to a visitor.
  }
}

server.listen(Number(process.env.PORT ?? 4323), '127.0.0.1', () => {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  console.log(`App: ${address}/\nDashboard: ${address}/admin/telemetry`)
})
