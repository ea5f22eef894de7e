import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from '../app'
import { createNodeListener } from './node'

/** The part of a Fastify instance that the plugin needs. */
export interface FastifyLike {
  readonly prefix: string
  addHook(name: 'onRequest', hook: (request: { readonly raw: IncomingMessage }, reply: FastifyReplyLike, done: () => void) => void): unknown
  all(path: string, handler: () => void): unknown
}

interface FastifyReplyLike {
  readonly raw: ServerResponse
  hijack(): unknown
}

/** A plugin for `fastify.register`. */
export type FastifyPlugin = (instance: FastifyLike) => Promise<void>

/** Makes a Fastify plugin of the front door. It takes requests over before Fastify parses a body: the limits here are the ones that count. */
export function createFastifyPlugin(app: App, paths: { readonly basePath: string; readonly apiPath: string; readonly dashboardPath: string }): FastifyPlugin {
  return async (instance) => {
    // Fastify keeps a slash at the end as it was given, and leaves one out where the two meet.
    const prefix = instance.prefix.replace(/\/$/, '')
    const listener = createNodeListener(app, prefix)
    instance.addHook('onRequest', (request, reply) => {
      reply.hijack()
      listener(request.raw, reply.raw)
    })
    // Below a prefix of the host the plugin's own prefix would stand twice.
    const base = prefix === '' ? paths.basePath : ''
    for (const path of [paths.apiPath, paths.dashboardPath]) {
      instance.all(base + path, unreachable)
      instance.all(`${base}${path}/*`, unreachable)
    }
  }
}

function unreachable(): void {
  throw new Error('The request was taken over before its handler.')
}
