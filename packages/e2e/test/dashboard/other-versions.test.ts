import type { DataHealth, PrivacyInventory, Report } from '@parel/telemetry-core'
import { describe, expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

// A page that stays open while its server is updated or rolled back. What the page throws fails its test.

const mock = prepareMockPage()

/** A part of an answer as a version wrote it that did not know these fields. */
function without<Part extends object>(part: Part, ...fields: readonly (keyof Part)[]): Part {
  return Object.fromEntries(Object.entries(part).filter(([name]) => !fields.includes(name as keyof Part))) as Part
}

const region = (name: string) => mock.page.getByRole('region', { name, exact: true })
const refresh = () => mock.page.getByRole('button', { name: 'Refresh' }).click()

async function answer<Body extends object>(path: string, change: (body: Body) => Body): Promise<void> {
  await mock.page.route(`**/api/telemetry/${path}`, async (route) => route.fulfill({ json: change((await (await route.fetch()).json()) as Body) }))
}

const older: readonly (readonly [what: string, change: (report: Report) => Report])[] = [
  ['web vitals by the day', (report) => ({ ...report, vitals: without(report.vitals!, 'series') })],
  ['hours of the ends of sessions', (report) => ({ ...report, sessions: without(report.sessions!, 'endsByHour') })],
  ['web vitals', (report) => without(report, 'vitals')],
  ['numbers of API calls by the day', (report) => ({ ...report, series: report.series!.map((point) => without(point, 'p95ApiLatency', 'apiErrorRate')) })],
]

describe('an open page', () => {
  it.each(older)('shows the rest when an older server knows no %s', async (_what, change) => {
    await mock.open()
    mock.server.behaviour.change = (report) => ({ ...change(report), summary: { ...report.summary, pageViews: 4711 } })
    await refresh()
    await mock.page.locator('[data-metric="pageViews"]').getByText('4,711').waitFor()
    for (const name of ['Top Pages', 'Web Vitals', 'Error Distribution', 'Sessions', 'Journeys']) expect(await region(name).count()).toBe(1)
  })

  it('draws no web vital by the day, and says that no hour of an end is known, where they are missing', async () => {
    mock.server.behaviour.change = (report) => ({ ...report, vitals: without(report.vitals!, 'series'), sessions: without(report.sessions!, 'endsByHour') })
    await mock.open()
    expect(await region('Web Vitals').getByRole('row').count()).toBeGreaterThan(3)
    expect(await region('Web Vitals').getByRole('slider').count()).toBe(0)
    await region('Sessions').getByText('before ends were kept').waitFor()
    const [download] = await Promise.all([mock.page.waitForEvent('download'), mock.page.getByRole('button', { name: 'Download Sessions as CSV' }).click()])
    expect(download.suggestedFilename()).toBe('sessions.csv')
  })

  it('has no value in a chart whose number is missing', async () => {
    mock.server.behaviour.change = (report) => ({ ...report, series: report.series!.map((point) => without(point, 'p95ApiLatency')) })
    await mock.open('?metric=p95ApiLatency')
    await mock.page.getByText('p95 API has no value in this period.').waitFor()
    expect(await mock.page.locator('.summary').getByRole('slider').getAttribute('aria-valuetext')).toMatch(/no value/)
  })

  it('shows the accounting of a server that does not count invalid fields', async () => {
    await answer<DataHealth>('data-health', (health) => ({ ...health, counts: without(health.counts, 'ignored') }))
    await mock.page.goto(`${mock.server.address}?view=health`)
    await region('Accounting').getByText('Received').first().waitFor()
    const [download] = await Promise.all([mock.page.waitForEvent('download'), mock.page.getByRole('button', { name: 'Download Accounting as CSV' }).click()])
    expect(download.suggestedFilename()).toBe('accounting.csv')
  })

  it('shows the inventory of a server that tells neither its time nor its destinations', async () => {
    await answer<PrivacyInventory>('privacy', (inventory) => without(inventory, 'now', 'optOuts'))
    await mock.page.goto(`${mock.server.address}?view=privacy`)
    await region('Never kept').waitFor()
    expect(mock.problems).toEqual([])
  })

  it('takes what a newer server adds', async () => {
    await mock.open()
    mock.server.behaviour.change = (report) => ({ ...report, summary: { ...report.summary, pageViews: 4711 }, forecast: [{ time: '2026-01-01' }], sessions: { ...report.sessions!, devices: [] } }) as Report
    await refresh()
    await mock.page.locator('[data-metric="pageViews"]').getByText('4,711').waitFor()
    expect(mock.problems).toEqual([])
  })
})
