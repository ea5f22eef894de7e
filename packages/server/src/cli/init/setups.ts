import { astro } from './astro'
import { next } from './next'
import { nuxt } from './nuxt'
import { express, fastify, hono, koa, nestjs, node } from './other-hosts'
import { reactRouter } from './react-router'
import type { AppFolder, Setup } from './setup'
import { sveltekit } from './sveltekit'
import { tanstackStart } from './tanstack-start'

/** In the order in which an app is asked for them: a framework for pages comes before the server that it may run on, and NestJS before both of its servers. */
export const SETUPS: readonly Setup[] = [next, reactRouter, tanstackStart, sveltekit, nuxt, astro, nestjs, fastify, koa, hono, express, node]

/** The setup for an app by its packages. Without any that tells, plain Node. */
export function findSetup({ packages }: AppFolder): Setup {
  return SETUPS.find(({ tellTale }) => packages.has(tellTale)) ?? node
}
