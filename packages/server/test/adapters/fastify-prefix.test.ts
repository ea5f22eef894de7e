import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { createTelemetryServer, memoryStore } from '../../src/index'

it.each(['/x', '/x/', '/'])('a prefix of Fastify may end with a slash or not: %s', async (prefix) => {
  const telemetry = createTelemetryServer({ store: memoryStore() })
  const host = Fastify()
  await host.register(telemetry.fastify, { prefix })
  const base = prefix.replace(/\/$/, '')
  for (const path of ['/api/telemetry/health', '/admin/telemetry/assets/none.js']) expect((await host.inject(base + path)).json()).toMatchObject(path.endsWith('health') ? { status: 'ok' } : { success: false })
  expect((await host.inject(`${base}/api/telemetry/health`)).statusCode).toBe(200)
  await host.close()
  await telemetry.close()
})
