import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTelemetryServer } from '@parel/telemetry-server'
import { readPolicy, renderPage } from './page.ts'

const scripts = join(dirname(fileURLToPath(import.meta.resolve('@parel/telemetry-browser/package.json'))), 'dist')
const script = readFileSync(join(scripts, 'parel.global.js'))
const integrity = (JSON.parse(readFileSync(join(scripts, 'sri.json'), 'utf8')) as Record<string, string>)['parel.global.js'] ?? ''
const titles = new Map([['/', 'Home'], ['/docs/start', 'Getting started'], ['/account/ada', 'Your account']])

const telemetry = createTelemetryServer({ database: process.env.TELEMETRY_DATABASE ?? 'telemetry.db', enabled: true })

const server = createServer((request, response) => {
  const path = request.url?.split('?', 1)[0] ?? '/'
  if (/^\/(?:api|admin)\/telemetry/.test(path)) return telemetry.listener(request, response)
  if (path === '/parel.js') return response.setHeader('content-type', 'text/javascript').end(script)
  const title = titles.get(path)
  if (title === undefined) return response.writeHead(404).end('Not found')
  const nonce = randomBytes(16).toString('base64')
  response.setHeader('content-type', 'text/html; charset=utf-8').setHeader('content-security-policy', readPolicy(nonce))
  response.end(renderPage({ title, nonce, integrity }))
})

server.listen(Number(process.env.PORT ?? 4321), '127.0.0.1', () => {
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  console.log(`Site: ${address}/\nDashboard: ${address}/admin/telemetry`)
})
