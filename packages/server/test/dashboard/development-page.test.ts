import { join } from 'node:path'
import { createServer } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'

const DASHBOARD = join(import.meta.dirname, '../../dashboard')
type DevelopmentServer = Awaited<ReturnType<typeof createServer>>

let vite: DevelopmentServer
beforeAll(async () => {
  vite = await createServer({ root: DASHBOARD, configFile: join(DASHBOARD, 'vite.config.ts'), server: { middlewareMode: true, ws: false }, logLevel: 'silent' })
})
afterAll(() => vite.close())

it('has no placeholder left but for who is signed in, which the page asks the API then', async () => {
  const page = await vite.transformIndexHtml('/', '<html data-api="__PAREL_API__" data-base="__PAREL_BASE__" data-role="__PAREL_ROLE__" data-login="__PAREL_LOGIN__"><noscript>__PAREL_NOSCRIPT__</noscript></html>')
  expect(page).toContain('data-api="/api/telemetry" data-base="" data-role="__PAREL_ROLE__" data-login="__PAREL_LOGIN__"')
  expect(page).toContain('<noscript></noscript>')
})

it('sends what it asks of the API to the telemetry server', () => {
  expect(vite.config.server.proxy).toMatchObject({ '/api/telemetry': { target: 'http://127.0.0.1:4310' } })
})
