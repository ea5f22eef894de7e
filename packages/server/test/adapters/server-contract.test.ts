import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import fastify from 'fastify'
import { serverContract, type ContractOptions, type ServerHost } from '@parel/telemetry-testing'
import { createHttpServer } from '../../src/adapters/http-server'
import type { NodeListener } from '../../src/adapters/node'
import { createRouteHandlers, createTelemetryServer } from '../../src/index'
import { memoryStore } from '../../src/store/memory'

const make = (options: ContractOptions) => createTelemetryServer({ store: memoryStore(), bots: 'keep', ...options } as Parameters<typeof createTelemetryServer>[0])

serverContract('a plain fetch handler (Next.js route)', async (options) => {
  const telemetry = make(options)
  const handlers = createRouteHandlers(telemetry)
  const ask = (path: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET'
    const request = new Request(`http://host.example${path}`, { ...init, duplex: 'half' } as RequestInit)
    request.headers.set('x-forwarded-for', '203.0.113.7')
    return method in handlers ? handlers[method as keyof typeof handlers](request) : telemetry.fetch(request)
  }
  return {
    api: (path, init) => ask(`/api/telemetry${path}`, init),
    dashboard: (path, init) => ask(`/admin/telemetry${path}`, init),
    close: () => telemetry.close(),
  }
})

serverContract('node:http', async (options) => {
  const telemetry = make(options)
  return listen(telemetry.listener, { close: telemetry.close })
})

serverContract(
  'node:http over a SQLite file',
  async (options) => {
    const folder = await mkdtemp(join(tmpdir(), 'contract-'))
    const telemetry = createTelemetryServer({ database: join(folder, 'telemetry.db'), bots: 'keep', ...options } as Parameters<typeof createTelemetryServer>[0])
    const close = async () => {
      await telemetry.close()
      await rm(folder, { recursive: true })
    }
    return listen(telemetry.listener, { close })
  },
  // What is refused never reaches the store.
  { readsBodies: false },
)

serverContract('Express', async (options) => {
  const telemetry = make(options)
  return listen(express().use(telemetry.listener), { close: telemetry.close })
})

serverContract(
  'Express behind express.json() and a prefix',
  async (options) => {
    const telemetry = make(options)
    const app = express().disable('x-powered-by')
    app.use(express.json({ limit: '2mb' }))
    app.use('/tools', telemetry.listener)
    return listen(app, { close: telemetry.close, prefix: '/tools' })
  },
  { readsBodies: false },
)

serverContract('Fastify', async (options) => startFastify(options, ''))
serverContract('Fastify below a prefix', async (options) => startFastify(options, '/tools'))

serverContract('Fastify with a base path', async (options) => startFastify({ ...options, basePath: '/tools' }, '', '/tools'), { readsBodies: false })

async function startFastify(options: ContractOptions, prefix: string, address = prefix): Promise<ServerHost> {
  const telemetry = make(options)
  const app = fastify()
  await app.register(telemetry.fastify, { prefix })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    app.server.closeAllConnections()
    await app.close()
    await telemetry.close()
  }
  return hostAt((app.server.address() as AddressInfo).port, { close, prefix: address })
}

async function listen(listener: NodeListener, host: { readonly close: () => Promise<void>; readonly prefix?: string }): Promise<ServerHost> {
  const server = createHttpServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await host.close()
  }
  return hostAt((server.address() as AddressInfo).port, { close, prefix: host.prefix ?? '' })
}

function hostAt(port: number, { close, prefix }: { readonly close: () => Promise<void>; readonly prefix: string }): ServerHost {
  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${prefix}${path}`, init)
  return {
    api: (path, init) => ask(`/api/telemetry${path}`, init),
    dashboard: (path, init) => ask(`/admin/telemetry${path}`, init),
    close,
  }
}
