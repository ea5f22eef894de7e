import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTelemetryServer, memoryStore } from '../../src/index'

const telemetry = createTelemetryServer({ store: memoryStore() })
const host = createServer((request, response) => void telemetry.listener(request, response, () => response.end('the host')))
const ask = async (path: string) => (await fetch(`http://127.0.0.1:${(host.address() as AddressInfo).port}${path}`)).text()

beforeAll(() => new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve)))
afterAll(async () => {
  host.close()
  await telemetry.close()
})

it.each(['/', '/api', '/api/telemetry-docs', '/api/telemetryx', '/admin/telemetry.css', '/admin'])('goes on to the host: %s', async (path) => {
  expect(await ask(path)).toBe('the host')
})

it.each(['/api/telemetry/health', '/api/telemetry/nothing', '/admin/telemetry/x.css'])('stays with telemetry: %s', async (path) => {
  expect(await ask(path)).not.toBe('the host')
})
