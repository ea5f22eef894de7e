import type { Setup } from './setup'

const CREATE = "import { createTelemetryServer } from '@parel/telemetry-server'\n\nconst telemetry = createTelemetryServer({ database: './telemetry.db' })\n"
const CLIENT = `import { apiCalls, clicks, createTelemetry, errors, pageViews } from '@parel/telemetry-browser'

createTelemetry({
  endpoint: '/api/telemetry',
  capture: [pageViews(), apiCalls(), clicks(), errors()],
})`

/** A host whose files have names of their own: nothing is written, two steps are told. */
const host = (name: string, title: string, code: string): Setup => ({
  name,
  title,
  tellTale: name === 'nestjs' ? '@nestjs/core' : name,
  client: '@parel/telemetry-browser',
  plan: () => ({
    files: [],
    steps: [
      { file: 'the file that starts your server', what: 'answer our addresses', code: `${CREATE}${code}`, done: '' },
      { file: 'the first file of your pages', what: 'start the client', code: CLIENT, done: '' },
    ],
  }),
})

const KOA = `const rest = app.callback()
createHttpServer((request, response) =>
  telemetry.listener(request, response, () => rest(request, response)),
).listen(3000)`

const HONO = `const answer = (c) =>
  telemetry.fetch(c.req.raw, { remoteAddress: c.env.incoming.socket.remoteAddress })
app.all('/api/telemetry/*', answer).all('/admin/telemetry/*', answer)`

/** Servers that are one file of any name. */
export const nestjs = host('nestjs', 'NestJS', 'app.use(telemetry.listener) // before app.listen(); on Fastify:\n// await app.register(telemetry.fastify)')
export const fastify = host('fastify', 'Fastify', 'app.register(telemetry.fastify)')
export const koa = host('koa', 'Koa', `import { createServer as createHttpServer } from 'node:http'\n${KOA}`)
export const hono = host('hono', 'Hono', HONO)
export const express = host('express', 'Express', 'app.use(telemetry.listener)')
export const node = host('node', 'Node', "import { createServer as createHttpServer } from 'node:http'\ncreateHttpServer((request, response) => {\n  telemetry.listener(request, response, () => response.end('the rest of the app'))\n}).listen(3000)")
