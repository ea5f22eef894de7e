import type { Browser } from 'playwright-core'
import { createTelemetryServer, memoryStore } from '@parel/telemetry-server'
import { openVisitor } from '../react/visitor.ts'
import { THROWN } from './recipe-app.ts'

/** What a visit of an app has left behind. */
export interface Visit {
  /** Views by page, as the server has counted them. */
  readonly views: Readonly<Record<string, number>>
  /** Errors that the server has counted. */
  readonly errors: number
  /** What the page said, but for the error that it throws. */
  readonly complaints: readonly string[]
  /** Everything sent, as text. */
  readonly sent: string
}

/** What every app counts: two people by one pattern, the second again on the way back; neither the query nor the redirect. */
export const EXPECTED_VIEWS = { '/': 1, '/users/[id]': 3, '/new': 1 }

/** Follows the links of an app, goes back once, has a component throw, and waits until the server has counted as much as is expected, or for 20 seconds. */
export async function visitApp(browser: Browser, origin: string): Promise<Visit> {
  const server = createTelemetryServer({ store: memoryStore(), enabled: true, authorize: () => true })
  const { page, complaints, sent } = await openVisitor(browser)
  page.setDefaultTimeout(120_000)
  await page.route('**/api/telemetry**', async (route) => {
    const request = route.request()
    const body = request.postDataBuffer()
    const answer = await server.fetch(new Request(request.url(), { method: request.method(), headers: request.headers(), ...(body && { body: new Uint8Array(body) }) }))
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() })
  })
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
  const shows = (text: string) => page.locator('h1', { hasText: text }).waitFor()
  await page.goto(origin)
  // A page that is left before the app has started is counted by nobody.
  await page.waitForLoadState('networkidle')
  for (const [link, heading] of [['Ada', 'User @ada'], ['Bob', 'User bob'], ['Tab', 'User bob'], ['Old', 'New']] as const) {
    await page.click(`nav >> text=${link}`)
    await shows(heading)
    if (link === 'Tab') await page.waitForURL('**tab=2')
  }
  await page.goBack()
  await shows('User bob')
  await page.click('#throw')
  const end = Date.now() + 20_000
  let counts: Pick<Visit, 'views' | 'errors'>
  do {
    await page.waitForTimeout(200)
    counts = await readCounts(server, origin)
  } while ((Object.values(counts.views).reduce((sum, count) => sum + count, 0) < 5 || counts.errors === 0) && Date.now() < end)
  await page.context().close()
  await server.close()
  return { ...counts, complaints: complaints.filter((text) => !text.includes(THROWN)), sent: sent.join('\n') }
}

async function readCounts(server: ReturnType<typeof createTelemetryServer>, origin: string): Promise<Pick<Visit, 'views' | 'errors'>> {
  const answer = await server.fetch(new Request(`${origin}/api/telemetry?days=2&include=pages`))
  const { pages, summary } = (await answer.json()) as { pages?: { rows: { page: string; views: number }[] }; summary: { errors: number } }
  return { views: Object.fromEntries((pages?.rows ?? []).map(({ page, views }) => [page, views])), errors: summary.errors }
}
