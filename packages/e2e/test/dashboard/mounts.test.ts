import { createRequire } from 'node:module'
import type { RequestListener } from 'node:http'
import { createRouteHandlers, type TelemetryServer } from '@parel/telemetry-server'
import { describe, expect, it } from 'vitest'
import { readNumber, waitForNumbers } from '../../src/dashboard/open-page.ts'
import { prepareRealPage } from '../../src/dashboard/real-page.ts'
import { seedSessions } from '../../src/dashboard/seeded-events.ts'
import { signIn } from '../../src/dashboard/sign-in.ts'

const now = Date.parse('2025-10-13T16:20:00.000Z')
const events = seedSessions(now, 3)
// Express and Fastify are the server package's own development dependencies.
const requireServerDependency = createRequire(createRequire(import.meta.url).resolve('@parel/telemetry-server/package.json'))

const real = prepareRealPage(now)

async function readViews(address: string): Promise<string> {
  const { page } = real
  await page.goto(address)
  if ((await page.getByLabel('Admin token').or(page.locator('.summary')).first().getAttribute('type')) === 'password') await signIn(page)
  await waitForNumbers(page)
  return readNumber(page, 'pageViews')
}

const allViews = String(events.filter(({ type }) => type === 'page_view').length)

function expressListener(telemetry: TelemetryServer): RequestListener {
  const express = requireServerDependency('express') as () => RequestListener & { use: (path: string, listener: unknown) => void }
  const app = express()
  app.use('/x', telemetry.listener)
  return app
}

function fastifyListener(telemetry: TelemetryServer): RequestListener {
  const fastify = requireServerDependency('fastify') as () => { register: (plugin: unknown, options: object) => void; ready: () => Promise<void>; routing: RequestListener }
  const app = fastify()
  app.register(telemetry.fastify, { prefix: '/x' })
  return (request, response) => void app.ready().then(() => app.routing(request, response))
}

// What Next.js does with a catch-all route file: a Request in, a Response out.
function nextListener(telemetry: TelemetryServer): RequestListener {
  const handlers = createRouteHandlers(telemetry)
  return (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = chunks.length > 0 ? Buffer.concat(chunks) : null
      const headers = Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : []))
      const handler = handlers[(request.method ?? 'GET') as keyof typeof handlers]
      void handler(new Request(`http://${request.headers.host}${request.url}`, { method: request.method ?? 'GET', headers, body })).then(async (answer: Response) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers))
        for await (const chunk of answer.body ?? []) response.write(chunk)
        response.end()
      })
    })
  }
}

describe('mounted anywhere, with and without a slash at the end', () => {
  it.each([
    ['node:http', '', {}, undefined],
    ['node:http under a prefix', '/tools/one', { basePath: '/tools/one' }, undefined],
    ['Express under /x', '/x', { basePath: '' }, expressListener],
    ['Fastify under /x', '/x', { basePath: '' }, fastifyListener],
    ['Next.js route handlers', '', {}, nextListener],
  ])('%s', async (_name, prefix, options, listen) => {
    const server = await real.start(options, listen)
    await seedThrough(`${server.origin}${prefix}/api/telemetry`)
    const address = `${server.origin}${prefix}/admin/telemetry`
    expect([await readViews(address), await readViews(`${address}/`), await readViews(`${address}?days=30`)]).toEqual([allViews, allViews, allViews])
    expect(real.problems).toEqual([])
  })
})

async function seedThrough(endpoint: string): Promise<void> {
  for (let first = 0; first < events.length; first += 200) {
    const response = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(events.slice(first, first + 200)) })
    if (!response.ok) throw new Error(`The server answered ${response.status} to the seeds.`)
  }
}

describe('a new installation', () => {
  it('shows three snippets with the real address, and turns green when the first event arrives', async () => {
    const server = await real.start({ authorize: () => true })
    const { page } = real
    await page.goto(`${server.origin}/admin/telemetry`)
    const snippets: string[] = []
    for (const name of ['Script tag', 'React', 'JavaScript']) {
      await page.getByRole('button', { name, exact: true }).click()
      snippets.push(await page.locator('.snippet .code').innerText())
    }
    expect(snippets.every((snippet) => snippet.includes(`${server.origin}/api/telemetry`))).toBe(true)
    await page.getByText('Waiting for the first event…').waitFor()
    await page.getByRole('button', { name: 'Send a test event' }).click()
    await page.locator('.arrival-good').waitFor()
    await page.getByRole('button', { name: 'Open the dashboard' }).click()
    await waitForNumbers(page)
    expect(await readNumber(page, 'actions')).toBe('1')
    expect(real.problems).toEqual([])
  })
})

describe('live and without scripts', () => {
  it('shows an event the moment another page sends it', async () => {
    const server = await real.start({ authorize: () => true })
    await server.seed(events)
    const { page } = real
    await page.goto(`${server.origin}/admin/telemetry?view=live`)
    await page.getByText('Listening').waitFor()
    await fetch(`${server.origin}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"action","action":"from_elsewhere","page":"/shop?x=1"}' })
    await page.locator('.live-name', { hasText: 'from_elsewhere' }).waitFor()
    expect(await page.locator('.live-row .live-name').first().innerText()).toBe('from_elsewhere on /shop')
    await page.goto(`${server.origin}/admin/telemetry?view=health`)
    await page.locator('.verdict').waitFor()
    await page.goto(`${server.origin}/admin/telemetry?view=privacy`)
    await page.locator('.fields').waitFor()
    expect(real.problems).toEqual([])
  })

  it('has a table of totals', async () => {
    const server = await real.start({ authorize: () => true })
    await server.seed(events)
    const plain = await real.openGuest({ javaScriptEnabled: false })
    await plain.goto(`${server.origin}/admin/telemetry`)
    const row = plain.locator('noscript tr', { hasText: 'Page views' })
    expect(await row.locator('td').innerText()).toBe(allViews)
  })
})
