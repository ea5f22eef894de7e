import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'
import { readQuery } from '../../src/dashboard/open-page.ts'

const mock = prepareMockPage()
let page: Page
beforeEach(() => {
  page = mock.page
})

const title = () => page.locator('.summary .chart-head h3').innerText()
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

/** The table under the chart, which is there before it is opened. */
async function readTable() {
  const table = page.locator('.summary .chart-table')
  const texts = (selector: string) => table.locator(selector).allTextContents()
  return { caption: await table.locator('caption').textContent(), heads: await texts('thead th'), values: await texts('td:nth-child(2)'), before: await texts('td:nth-child(3)') }
}

describe('the chart of an endpoint', () => {
  it('shows its calls, says so to eyes and ears, and goes back with the filter', async () => {
    await mock.open()
    await page.getByRole('region', { name: 'API Performance' }).getByRole('button', { name: '/api/user', exact: true }).click()
    expect(await readQuery(page)).toBe('?endpoint=%2Fapi%2Fuser')
    await page.getByRole('slider', { name: 'API calls of /api/user over time.' }).waitFor()
    expect(await title()).toBe('API calls of /api/user by day')
    expect(await page.locator('[data-metric][aria-pressed="true"]').getAttribute('data-metric')).toBe('apiCalls')
    expect(await readTable()).toMatchObject({ caption: 'API calls of /api/user over time', heads: ['Time', 'API calls', 'Before'] })
    await press('Remove filter endpoint /api/user')
    expect(await readQuery(page)).toBe('')
    expect(await title()).toBe('Page views by day')
  })

  it.each([
    ['Avg API', 'avgApiLatency', /^\d+ms$/],
    ['p95 API', 'p95ApiLatency', /^\d+ms$/],
    ['Failed calls', 'apiErrorRate', /^\d\.\d\d%$/],
  ])('shows %s as well, with the period before', async (label, key, form) => {
    await mock.open('?endpoint=%2Fapi%2Fuser')
    await press(label)
    expect(await readQuery(page)).toBe(`?metric=${key}&endpoint=%2Fapi%2Fuser`)
    const { caption, heads, values, before } = await readTable()
    expect([caption, heads]).toEqual([`${label} of /api/user over time`, ['Time', label, 'Before']])
    expect([...values, ...before].filter((text) => !form.test(text))).toEqual([])
    expect([values.length, before.length]).toEqual([7, 7])
    expect(await page.locator('.legend span').allInnerTexts()).toEqual(['This period', 'Previous period', 'Incomplete'])
  })

  it('does not call the numbers of all endpoints those of one, when those cannot be loaded', async () => {
    await mock.open()
    mock.expectRefusals()
    mock.server.behaviour.data = 'error'
    await page.getByRole('region', { name: 'API Performance' }).getByRole('button', { name: '/api/user', exact: true }).click()
    await page.getByText(/^These numbers are from .*, of the choice before\. Newer ones could not be loaded/).waitFor()
    expect(await title()).toBe('API calls by day')
    mock.server.behaviour.data = 'rich'
    await press('Try now')
    await page.getByRole('slider', { name: 'API calls of /api/user over time.' }).waitFor()
  })

  it('shows percentiles of each day of a year, because they make none of a week', async () => {
    await mock.open('?endpoint=%2Fapi%2Fuser&days=365')
    expect(await title()).toBe('API calls of /api/user by week')
    await press('p95 API')
    expect(await title()).toBe('p95 API of /api/user by day')
    expect((await readTable()).values).toHaveLength(365)
  })
})
