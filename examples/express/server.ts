import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTelemetryServer } from '@parel/telemetry-server'
import express from 'express'
import { renderPage } from './page.ts'
import { timeRequests } from './time-requests.ts'

const scripts = join(dirname(fileURLToPath(import.meta.resolve('@parel/telemetry-browser/package.json'))), 'dist')
const telemetry = createTelemetryServer({ database: process.env.TELEMETRY_DATABASE ?? 'telemetry.db', enabled: true })

const app = express()
app.disable('x-powered-by')
// First, so that no other middleware touches what it takes in; it lets everything else pass.
app.use(telemetry.listener)
app.use('/scripts', express.static(scripts))
app.use('/api', timeRequests(telemetry))

app.get('/', (_request, response) => void response.send(renderPage('Home')))
app.get('/orders/:id', (request, response) => void response.send(renderPage(`Order ${request.params.id}`)))
app.get('/api/orders/:id', (request, response) => void response.json({ id: request.params.id, total: 42 }))
app.get('/api/broken', (_request, response) => void response.status(500).json({ error: 'on purpose' }))

const server = app.listen(Number(process.env.PORT ?? 4322), '127.0.0.1', (error) => {
  // Express tells here, too, that the port is taken.
  if (error) throw error
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  console.log(`Site: ${address}/\nDashboard: ${address}/admin/telemetry`)
})
