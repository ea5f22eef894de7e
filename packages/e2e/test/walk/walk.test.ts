import type { Request } from 'playwright-core'
import { expect, it, vi } from 'vitest'
import { prepareChromium } from '../../src/prepare-chromium.ts'
import { readSent } from '../../src/read-sent.ts'
import { openShop, type ShopVisit } from '../../src/shop-visit.ts'

// The walk of docs/architecture.md, in a real browser, over a real port, into a real file, and back onto a real screen.

const chromium = prepareChromium()

it('walks a page view from the browser to the number on the dashboard', async () => {
  const visit = await openShop(chromium.browser)
  const { url, page } = visit
  const sent: Request[] = []
  page.on('request', (request) => request.method() === 'POST' && request.url().includes('/api/telemetry') && sent.push(request))

  await page.goto(`${url}/products/1042?from=list&email=ada%40shop.example#reviews`)
  await page.getByRole('heading', { name: 'Dong Ding' }).waitFor()
  await vi.waitFor(() => expect(readViews(visit)).toEqual(['/products/[id]']), PATIENCE)

  expect(sent.length).toBeGreaterThan(0)
  for (const request of sent) expect(readSent(request)).not.toMatch(/1042|ada|reviews|from=list/)
  const report = await (await fetch(`${url}/api/telemetry?days=2`)).json()
  expect(report.summary).toMatchObject({ pageViews: 1, sessions: 1 })
  expect(report.aggregates).toContainEqual(expect.objectContaining({ type: 'page_view', context: '/products/[id]', count: 1 }))

  await page.goto(`${url}/admin/telemetry?days=2`)
  await expect.poll(() => page.locator('[data-metric="pageViews"] .number-value').innerText(), PATIENCE).toBe('1')
  await page.getByText('/products/[id]').first().waitFor()
})

it('stores what the issue says, and nothing else, of an address and metadata that identify', async () => {
  const { url, select } = await openShop(chromium.browser)
  const answer = await fetch(`${url}/api/telemetry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'action', action: 'saved', page: '/profile/abc-123-def-456?tab=settings&userId=789', metadata: { email: 'a@b.example', button: 'ok' } }),
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ success: true, accepted: 1 })
  expect(select('SELECT page, metadata FROM telemetry_events')).toEqual([{ page: '/profile/[id]', metadata: '{"button":"ok"}' }])
  expect(select('SELECT COUNT(*) AS count FROM telemetry_events')).toEqual([{ count: 1 }])
})

it('counts a plain page, its click and its call through the script tag', async () => {
  const { url, page, select } = await openShop(chromium.browser)
  await page.goto(`${url}/about.html`)
  await page.getByRole('button', { name: 'Ask for the opening hours' }).click()
  await page.getByText('Tuesday to Saturday').waitFor()
  const counted = "SELECT type, COALESCE(action, page) AS what FROM telemetry_events WHERE type IN ('page_view', 'action', 'api_call') ORDER BY type"
  await vi.waitFor(
    () =>
      expect(select(counted)).toEqual([
        { type: 'action', what: 'opening_hours' },
        { type: 'api_call', what: '/api/shop/opening-hours' },
        { type: 'page_view', what: '/about.html' },
      ]),
    PATIENCE,
  )
})

const PATIENCE = { timeout: 30_000, interval: 100 }

function readViews({ select }: ShopVisit): readonly unknown[] {
  return select("SELECT page FROM telemetry_events WHERE type = 'page_view'").map((row) => row['page'])
}
