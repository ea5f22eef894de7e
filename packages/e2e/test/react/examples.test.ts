import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claimPort } from '../../src/claim-port.ts'
import { openPage, readNumber, readQuery, waitForNumbers } from '../../src/dashboard/open-page.ts'
import { findBarriers } from '../../src/find-barriers.ts'
import { readCounts, readReport } from '../../src/react/read-counts.ts'
import { launchVisitorBrowser, openVisitor, type Visitor } from '../../src/react/visitor.ts'
import { ROOT, startServerProcess, type ServerProcess } from '../../src/server-process.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

const TOKEN = 'a-token-of-the-test-with-enough-characters'
let browser: Browser

beforeAll(async () => {
  browser = await launchVisitorBrowser()
})

afterAll(async () => {
  await browser?.close()
})

/** Starts an example on a database of its own before the tests of a block, and stops it after them. */
function useExample(name: string, listArgs: (port: string) => readonly string[], token?: string): () => { readonly server: ServerProcess; readonly visitor: Visitor } {
  let folder: string | undefined
  let server: ServerProcess
  let visitor: Visitor
  beforeAll(async () => {
    const port = String(await claimPort())
    folder = mkdtempSync(join(tmpdir(), 'parel-example-'))
    const env = { PORT: port, TELEMETRY_DATABASE: join(folder, 'telemetry.db'), ...(token && { TELEMETRY_ADMIN_TOKEN: token }) }
    server = await startServerProcess(process.execPath, listArgs(port), { cwd: join(ROOT, 'examples', name), env })
    visitor = await openVisitor(browser)
  })
  afterAll(async () => {
    await server?.stop()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })
  return () => ({ server, visitor })
}

/** The page is there, and its deferred scripts have run: who leaves before is not seen by any script. */
async function heading(page: Page, text: string): Promise<void> {
  await page.locator('h1', { hasText: text }).waitFor()
  await page.waitForLoadState('domcontentloaded')
}
const counted = (server: ServerProcess, token?: string) => expect.poll(() => readCounts(server.url, token))

it.each(['script-tag', 'express', 'vite-react'])('%s says so when its port is taken', async (name) => {
  const holder = createServer().listen(await claimPort(), '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const folder = createTemporaryFolder()
  const { status, stderr } = spawnSync(process.execPath, ['server.ts'], {
    cwd: join(ROOT, 'examples', name), env: { ...process.env, PORT: String(port), TELEMETRY_DATABASE: join(folder, 'telemetry.db') }, encoding: 'utf8',
  })
  holder.close()
  expect(status).toBe(1)
  expect(stderr).toContain(`Error: listen EADDRINUSE: address already in use 127.0.0.1:${port}`)
})

describe('script-tag', () => {
  const example = useExample('script-tag', () => ['server.ts'])

  it('records under a strict policy with nonce, checksum and Trusted Types, and breaks none of it', async () => {
    const { server, visitor } = example()
    await visitor.page.goto(server.url)
    await visitor.page.click('button')
    await visitor.page.click('text=Docs')
    await heading(visitor.page, 'Getting started')
    await visitor.page.click('text=Account')
    await heading(visitor.page, 'Your account')
    await visitor.leave()
    await counted(server).toEqual({
      pages: { '/': 1, '/docs/[id]': 1, '/account/[id]': 1 },
      actions: { page_opened: 3, signup_clicked: 1 },
      endpoints: {},
    })
    expect(visitor.complaints).toEqual([])
    expect(visitor.sent.join()).not.toMatch(/ada|site\.example/)
  })
})

describe('express', () => {
  const example = useExample('express', () => ['server.ts'])

  it('records pages in the browser and calls of its API on the server', async () => {
    const { server, visitor } = example()
    await visitor.page.goto(server.url)
    await visitor.page.click('text=An order')
    await heading(visitor.page, 'Order 1042')
    await visitor.page.click('button')
    await visitor.leave()
    await fetch(`${server.url}/api/orders/1042`)
    await fetch(`${server.url}/api/broken`)
    await counted(server).toEqual({
      pages: { '/': 1, '/orders/[id]': 1 },
      actions: { order_printed: 1 },
      endpoints: { '/api/orders/[id]': 1, '/api/broken': 1 },
    })
    expect(visitor.complaints).toEqual([])
    expect(visitor.sent.join()).not.toMatch(/1042|ada/)
  })
})

describe('vite-react', () => {
  const example = useExample('vite-react', () => ['server.ts'])

  it('records routes by pattern, once for each visit, with actions and timings', async () => {
    const { server, visitor } = example()
    const { page } = visitor
    await page.goto(server.url)
    await page.click('text=Greet')
    await page.locator('output', { hasText: 'Hello' }).waitFor()
    await page.click('text=Take it')
    await page.click('text=Ada')
    await page.click('text=Follow')
    await page.click('text=Bob')
    await heading(page, 'Profile of bob')
    await page.click('text=Preferences')
    await heading(page, 'Settings')
    await page.click('summary')
    await page.locator('td', { hasText: 'offer_taken' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await visitor.leave()
    await counted(server).toEqual({
      pages: { '/': 1, '/profiles/[id]': 2, '/settings': 1 },
      actions: { greeting_asked: 1, offer_seen: 1, offer_taken: 1, profile_followed: 1 },
      endpoints: { '/api/greeting/[id]': 1 },
    })
    expect(visitor.complaints).toEqual([])
    expect(visitor.sent.join()).not.toMatch(/ada|bob/)
  })

  it('goes on with the session when one document follows another', async () => {
    const { server, visitor } = example()
    const { pageViews } = (await readReport(server.url)).summary
    for (const path of ['', '/settings', '']) {
      await visitor.page.goto(server.url + path)
      await visitor.page.locator('h1').waitFor()
    }
    await visitor.leave()
    await expect.poll(async () => (await readReport(server.url)).summary).toMatchObject({ pageViews: pageViews + 3, sessions: 1 })
  })
})

describe('next-app-router', () => {
  const folder = join(ROOT, 'examples/next-app-router')
  const next = join(folder, 'node_modules/next/dist/bin/next')
  // Vitest says `test` to everything it starts.
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }

  beforeAll(() => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], { cwd: folder, env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`next build failed:\n${stdout}\n${stderr}`)
  }, 600_000)
  const example = useExample('next-app-router', (port) => [next, 'start', '--hostname', '127.0.0.1', '--port', port], TOKEN)

  it('records every kind of route by pattern, once for each visit', async () => {
    const { server, visitor } = example()
    const { page } = visitor
    expect(existsSync(join(folder, '.next/BUILD_ID'))).toBe(true)
    await page.goto(server.url)
    await page.click('text=Buy')
    await page.click('text=Ada')
    await page.locator('p', { hasText: '@ada' }).waitFor()
    await page.click('text=Bob')
    await page.locator('p', { hasText: '@bob' }).waitFor()
    await page.goBack()
    await page.locator('p', { hasText: '@ada' }).waitFor()
    await page.click('text=Docs')
    await heading(page, 'Docs')
    await page.click('text=Photo')
    await page.locator('h2', { hasText: 'Photo over the page' }).waitFor()
    await page.click('text=Old')
    await heading(page, 'Shop')
    await visitor.leave()
    await counted(server, TOKEN).toEqual({
      pages: { '/': 1, '/profile/[id]': 3, '/docs/[id]': 1, '/photo/[id]': 1, '/shop': 1 },
      actions: { item_purchased: 1 },
      endpoints: {},
    })
    expect(visitor.complaints).toEqual([])
    expect(visitor.sent.join()).not.toMatch(/@|%40|ada|bob/)
  })

  it('serves the dashboard, with and without a slash at the end, and refuses its data to strangers', async () => {
    const { server } = example()
    expect((await fetch(`${server.url}/api/telemetry`)).status).toBe(401)
    const { page, problems } = await openPage(browser)
    await page.goto(`${server.url}/admin/telemetry`)
    await page.getByLabel('Admin token').fill(TOKEN)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await waitForNumbers(page)
    expect(await readNumber(page, 'actions')).toBe('1')
    await page.goto(`${server.url}/admin/telemetry/?days=30`)
    await waitForNumbers(page)
    expect(await readQuery(page)).toBe('?days=30')
    expect(problems).toEqual([])
    await page.context().close()
  })
})
