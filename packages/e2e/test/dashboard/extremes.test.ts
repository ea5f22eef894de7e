import type { Report } from '@parel/telemetry-core'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { readNumber, readRows } from '../../src/dashboard/open-page.ts'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage({ width: 390, height: 844 })
let page: Page
beforeEach(() => {
  page = mock.page
})

const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
const cutOff = () => page.locator('.number-value').evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1 || each.getBoundingClientRect().right > (each.closest('.number')?.getBoundingClientRect().right ?? 0)).map((each) => each.textContent))

describe('a phone', () => {
  it('has the status codes and the latency of each endpoint', async () => {
    await mock.open()
    const row = page.getByRole('region', { name: 'API Performance' }).locator('tbody tr').first()
    await row.locator('.status-bar').waitFor()
    await row.getByRole('button', { name: 'Latency of /api/shop/checkout' }).click()
    await page.getByRole('dialog').getByText('500').waitFor()
    expect((await readRows(page, 'API Performance')).length).toBeGreaterThan(0)
  })

  it.each([
    ['', '.content[aria-busy="false"] .summary'],
    ['?page=%2Fprofile&action=search', '.chips'],
    ['?view=live', '.live-row'],
    ['?view=health', '.verdict'],
    ['?view=privacy', '.fields'],
  ])('has targets of 40 pixels: %s', async (query, shown) => {
    await page.goto(mock.server.address + query)
    await page.locator(shown).first().waitFor()
    const small = await page.locator('a[href]:not(.skip), button, input, select, summary').filter({ visible: true }).evaluateAll((all) =>
      all.flatMap((each) => {
        const around = each.closest('label') ?? each
        const frame = getComputedStyle(each, '::after')
        const height = Math.max(around.getBoundingClientRect().height, each.classList.contains('term') ? parseFloat(frame.height) : 0)
        return height < 40 ? [`${each.className || each.textContent}: ${height}`] : []
      }),
    )
    expect(small).toEqual([])
  })

  it('says at 320 pixels what the search is, in letters that no phone zooms into', async () => {
    await page.setViewportSize({ width: 320, height: 700 })
    await mock.open()
    const searches = page.locator('.search input')
    // Chromium keeps room for the cross that empties the field.
    const crossPixels = 16
    const cut = await searches.evaluateAll((inputs, cross) => inputs.filter((input) => {
      const { font, paddingLeft } = getComputedStyle(input)
      const pen = new OffscreenCanvas(1, 1).getContext('2d')
      if (pen) pen.font = font
      return (pen?.measureText('Search').width ?? Infinity) + cross > input.clientWidth - parseFloat(paddingLeft)
    }).map((input) => input.getAttribute('aria-label')), crossPixels)
    expect(cut).toEqual([])
    await searches.first().focus()
    expect(await searches.first().evaluate((input) => getComputedStyle(input).fontSize)).toBe('16px')
  })

  it('has room at 320 pixels for an open search and for every window', async () => {
    await page.setViewportSize({ width: 320, height: 700 })
    await mock.open()
    await page.getByLabel('Search API Performance').fill('checkout')
    expect(await overflow()).toBe(0)
    for (const name of ['Custom', 'Latency of /api/shop/checkout']) {
      await page.getByRole('button', { name, exact: true }).click()
      // The window opens with the next frame; before that it has no place.
      await page.locator('dialog[open]').waitFor()
      const box = await page.locator('dialog').boundingBox()
      expect([(box?.x ?? -1) >= 0, (box?.x ?? 0) + (box?.width ?? 999) <= 320, await overflow()]).toEqual([true, true, 0])
      await page.keyboard.press('Escape')
      await page.locator('dialog').waitFor({ state: 'detached' })
    }
  })
})

describe('extreme numbers', () => {
  it.each([1280, 1000, 640, 390, 320])('a billion of everything fits at %i pixels, and the exact number is told', async (width) => {
    await page.setViewportSize({ width, height: 900 })
    mock.server.behaviour.change = enlarge
    await mock.open('?days=365')
    expect(await readNumber(page, 'pageViews')).toBe('1.54bn')
    expect([await cutOff(), await overflow()]).toEqual([[], 0])
    await page.locator('[data-metric="pageViews"]').focus()
    expect(await page.locator('[data-metric="pageViews"]').evaluate((button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent)).toContain('1,543,000,000')
  })

  it('errors of more kinds than are listed are as many in their panel as above it', async () => {
    mock.server.behaviour.change = (report) => ({ ...report, summary: { ...report.summary, errors: 620 } })
    await mock.open()
    expect(await readNumber(page, 'errors')).toBe('620')
    expect(await page.getByRole('region', { name: 'Error Distribution' }).getByText('in all').innerText()).toBe('620 in all')
  })

  it('one session with one view is a report like any other', async () => {
    mock.server.behaviour.change = (report) => ({
      ...report,
      summary: { pageViews: 1, actions: 0, errors: 0, apiCalls: 0, sessions: 1, avgApiLatency: null, errorRate: null, avgSessionLength: null },
      pages: { uniquePages: 1, rows: [{ page: '/', views: 1, sessions: 1, avgVisibleTime: null, errors: 0 }] },
      actions: [], endpoints: [], transitions: [],
      errors: { kinds: [], pages: [], series: [] },
      sessions: {
        count: 1, avgLength: null, medianLength: null, percentiles: 'exact', lengths: [], platforms: [{ name: 'web', count: 1 }],
        startsByHour: Array.from({ length: 24 }, (_value, hour) => (hour === 9 ? 1 : 0)), endsByHour: Array.from({ length: 24 }, () => 0),
      },
    })
    await mock.open()
    expect([await readNumber(page, 'pageViews'), await readNumber(page, 'errorRate')]).toEqual(['1', '–'])
    expect(await page.getByText('No action in this period.').count()).toBe(1)
  })
})

describe('a page that is read from right to left', () => {
  it('keeps the marks of the chart inside of it', async () => {
    await mock.open()
    await page.evaluate(() => (document.documentElement.dir = 'rtl'))
    const outside = await page.locator('.summary .traffic').evaluate((chart) => {
      const frame = chart.getBoundingClientRect()
      return [...chart.querySelectorAll('text')].filter((text) => text.getBoundingClientRect().right > frame.right + 1 || text.getBoundingClientRect().left < frame.left - 1).map((text) => text.textContent)
    })
    expect(outside).toEqual([])
  })
})

describe('a year', () => {
  it('says which one at both ends of its trends', async () => {
    await mock.open('?days=365')
    const ends = page.getByRole('region', { name: 'Sessions', exact: true }).locator('.scale').first()
    expect(await ends.locator('span').allInnerTexts()).toEqual([expect.stringMatching(/^\d{1,2} Oct 2024$/), expect.stringMatching(/^\d{1,2} Oct 2025$/)])
  })
})

describe('a period before which nothing was recorded', () => {
  it('has no changes: "new" beside every number would say nothing', async () => {
    mock.server.behaviour.change = (report) => {
      const nothing = { pageViews: 0, actions: 0, errors: 0, apiCalls: 0, sessions: 0, avgApiLatency: null, errorRate: null, avgSessionLength: null }
      return report.previous ? { ...report, previous: { ...report.previous, summary: nothing } } : report
    }
    await mock.open()
    expect(await page.locator('.change, .legend .line-previous').count()).toBe(0)
    expect(await page.locator('.period-text').innerText()).toContain('no events in 30 Sept – 6 Oct 2025')
  })
})

describe('a server that goes away', () => {
  it('is asked again by itself, and the numbers are new as soon as it is back', async () => {
    mock.expectRefusals()
    mock.spend()
    await page.clock.install()
    await mock.open()
    await page.route('**/api/telemetry?*', (route) => route.fulfill({ status: 503, contentType: 'application/json', body: '{"error":{"code":"store_busy","message":"Busy."}}' }))
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('These numbers are from').waitFor()
    await page.unroute('**/api/telemetry?*')
    await page.clock.runFor(11_000)
    await page.getByText('These numbers are from').waitFor({ state: 'detached' })
    expect(await page.locator('.number').count()).toBe(8)
  })

  it('has the time that it needs for its first answer when it is back', async () => {
    mock.expectRefusals()
    mock.spend()
    await page.clock.install()
    await mock.open()
    mock.server.behaviour.data = 'error'
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('These numbers are from').waitFor()
    const asked = page.waitForRequest('**/api/telemetry?*')
    let cut = 0
    page.on('requestfailed', () => (cut += 1))
    mock.server.behaviour.data = 'never'
    await page.clock.runFor(11_000)
    await asked
    await page.clock.runFor(25_000)
    expect(cut).toBe(0)
  })
})

function enlarge(report: Report): Report {
  const times = (value: number) => value * 1_000_000
  const { summary } = report
  return {
    ...report,
    summary: { ...summary, pageViews: 1_543_000_000, actions: times(summary.actions), errors: times(summary.errors), apiCalls: times(summary.apiCalls), sessions: times(summary.sessions) },
    series: report.series?.map((step) => ({ ...step, pageViews: times(step.pageViews) })) ?? [],
    pages: { uniquePages: 12, rows: (report.pages?.rows ?? []).map((row) => ({ ...row, views: times(row.views), sessions: times(row.sessions), errors: times(row.errors) })) },
    actions: (report.actions ?? []).map((row) => ({ ...row, count: times(row.count), sessions: times(row.sessions) })),
    endpoints: (report.endpoints ?? []).map((row) => ({ ...row, count: times(row.count) })),
    transitions: (report.transitions ?? []).map((row) => ({ ...row, count: times(row.count) })),
  }
}
