import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Page } from 'playwright-core'
import { createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { MemoryTelemetry } from '@parel/telemetry-react/testing'
import { claimPort } from '../../src/claim-port.ts'
import { startUnwatchedChromium } from '../../src/delivery/raw-chromium.ts'
import { shareRawChromium } from '../../src/delivery/share-raw-chromium.ts'
import { prepareChromium } from '../../src/prepare-chromium.ts'
import { bundleApp } from '../../src/react/bundle-app.ts'
import { createConsumer, type Consumer } from '../../src/react/pack-consumer.ts'
import { serveApps } from '../../src/react/serve-apps.ts'
import { ROOT } from '../../src/server-process.ts'

const BUNDLE = 'bundle=app&strict'
let script: Promise<Uint8Array>

beforeAll(() => {
  script = bundleApp({ app: 'hook', react: 19, router: null, mode: 'development' })
})

const readEvents = (page: Page) =>
  page.evaluate(() => (window as unknown as { telemetry: MemoryTelemetry }).telemetry.events.map(({ type, page: route }) => `${type} ${route}`))

describe('a page in the back/forward cache', () => {
  it('counts one more view when it returns', async () => {
    const chromium = await shareRawChromium()
    const apps = await serveApps(() => script)
    // Also when it fails: other files share this browser.
    onTestFinished(async () => {
      await chromium.clear()
      apps.close()
    })
    const page = await chromium.newPage(`${apps.origin}/new?${BUNDLE}`)
    await page.waitForFunction(() => (window as unknown as { telemetry: MemoryTelemetry }).telemetry.events.length === 1)
    await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })))
    await page.goto(`${apps.origin}/?${BUNDLE}`)
    await page.evaluate(() => history.back())
    await page.waitForFunction(() => 'persisted' in window)
    expect(await page.evaluate(() => Reflect.get(window, 'persisted') as boolean)).toBe(true)
    // It is shown a moment before it is visible, and counted when it can be seen.
    await page.waitForFunction(() => (window as unknown as { telemetry: MemoryTelemetry }).telemetry.events.filter(({ type }) => type === 'page_view').length > 1)
    const events = await readEvents(page)
    expect(events.filter((event) => event.startsWith('page_view'))).toEqual(['page_view /new', 'page_view /new'])
    expect(events[1]).toBe('page_leave /new')
  })
})

describe('a prerendered page', () => {
  // It says when React has shown it, and tells each event with whether anybody could see it.
  const tell = `<script>
    const post = (text) => fetch('/', { method: 'POST', body: text })
    addEventListener('load', function shown() {
      if (!document.querySelector('h1')) return requestAnimationFrame(shown), setTimeout(shown, 10)
      if (window.told) return
      window.told = true
      window.telemetry.events.forEach(({ type, page }) => post(type + ' ' + page + ' too early'))
      window.telemetry.onEvent(({ type, page }) => post(type + ' ' + page + (document.prerendering ? ' prerendered' : ' seen')))
      post(document.prerendering ? 'prerendered' : 'not prerendered')
    })
  </script>`
  const target = `/new?${BUNDLE}`
  const start = `<!doctype html><script type="speculationrules">{"prerender":[{"urls":["${target}"],"eagerness":"immediate"}]}</script>
    <script>fetch('/', { method: 'POST', body: 'go?' }).then(() => { location.href = '${target}' })</script>`

  it('is counted once, when it is seen', async () => {
    const said: string[] = []
    const prerendered = Promise.withResolvers<void>()
    const seen = Promise.withResolvers<void>()
    const onPost = async (body: string) => {
      if (body === 'go?') return prerendered.promise
      said.push(body)
      if (body.endsWith('prerendered')) prerendered.resolve()
      if (body.startsWith('page_view')) seen.resolve()
    }
    const apps = await serveApps(() => script, { head: tell, pages: { '/start': start }, onPost })
    const browser = startUnwatchedChromium(`${apps.origin}/start`)
    await seen.promise
    await browser.close()
    apps.close()
    expect(said).toEqual(['prerendered', 'page_view /new seen'])
  })
})

describe('hot reload', () => {
  const APP = `
    import { StrictMode, useState } from 'react'
    import { createRoot } from 'react-dom/client'
    import { TelemetryTestProvider } from '@parel/telemetry-react/testing'
    import { telemetry } from './client'
    import { Page } from './page'
    createRoot(document.querySelector('main')!).render(<StrictMode><TelemetryTestProvider client={telemetry}><Page /></TelemetryTestProvider></StrictMode>)
  `
  const PAGE = `
    import { useState } from 'react'
    import { useTelemetry } from '@parel/telemetry-react'
    import { label } from './label'
    export function Page() {
      const [count, setCount] = useState(0)
      useTelemetry('/page')
      return <button onClick={() => setCount(count + 1)}>{label} {count}</button>
    }
  `
  const chromium = prepareChromium()
  let consumer: Consumer

  beforeAll(() => {
    consumer = createConsumer(mkdtempSync(join(ROOT, 'packages/e2e/.apps-')))
  })
  afterAll(() => rmSync(consumer.folder, { recursive: true, force: true }))

  it('counts nothing, neither with the state kept nor with a component mounted anew', async () => {
    const { folder } = consumer
    writeFileSync(join(folder, 'index.html'), '<link rel="icon" href="data:,"><main></main><script type="module" src="/app.tsx"></script>')
    writeFileSync(join(folder, 'app.tsx'), APP)
    writeFileSync(join(folder, 'page.tsx'), PAGE)
    writeFileSync(join(folder, 'label.ts'), "export const label = 'First'\n")
    writeFileSync(join(folder, 'client.ts'), "import { createMemoryTelemetry } from '@parel/telemetry-react/testing'\nexport const telemetry = createMemoryTelemetry()\nObject.assign(window, { telemetry })\n")
    const vite = await createServer({ root: folder, configFile: false, plugins: [react()], logLevel: 'silent', server: { port: await claimPort(), host: '127.0.0.1' } })
    await vite.listen()
    const page = await chromium.browser.newPage()
    await page.goto(vite.resolvedUrls?.local[0] ?? '')
    await page.click('text=First 0')
    // What is changed before Vite watches it, or before the page listens, is never told.
    await expect.poll(() => Object.values(vite.watcher.getWatched()).flat()).toEqual(expect.arrayContaining(['label.ts', 'page.tsx']))
    await expect.poll(() => vite.ws.clients.size).toBe(1)
    // In two files, because the watcher drops a change of one that it told of less than 50 ms ago.
    const change = async (file: string, from: string, to: string, shows: string) => {
      const path = join(folder, file)
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
      await page.locator('button', { hasText: shows }).waitFor()
    }
    await change('label.ts', 'First', 'Second', 'Second 1')
    // Another hook: Fast Refresh cannot keep the state and mounts the component anew.
    await change('page.tsx', 'const [count', 'useState(null)\n      const [count', 'Second 0')
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
    const events = await readEvents(page)
    await page.close()
    await vite.close()
    expect(events).toEqual(['page_view /page'])
  })
})
