import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

it('keeps the last numbers and says why the server refuses the choice', async () => {
  mock.expectRefusals()
  await mock.open()
  const { page } = mock
  const error = { code: 'invalid_query', message: 'Parameter "from" is "0202-10-01". Allowed: at most 3660 days.' }
  await page.route('**/api/telemetry?*from=0202*', (route) => route.fulfill({ status: 400, contentType: 'application/json', body: JSON.stringify({ error }) }))
  await page.getByRole('button', { name: 'Custom' }).click()
  await page.getByLabel('First day').fill('0202-10-01')
  await page.getByRole('button', { name: 'Show this range' }).click()
  const notice = page.locator('.notice')
  expect(await notice.innerText()).toMatch(/^These numbers are from .+, of the choice before\. Parameter "from" is "0202-10-01"\. Allowed: at most 3660 days\.\s+Try now$/)
  expect(await page.locator('.number').count()).toBe(8)
})
