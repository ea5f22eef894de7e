import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()
const panel = (title: string) => mock.page.getByRole('region', { name: title, exact: true }).locator('.panel-empty')

it.each([['Top Pages', 'page=%2Fnowhere'], ['Actions', 'action=nothing_of_it']])('a table that a filter leaves empty does not say that nothing happened in the period: %s', async (title, filter) => {
  await mock.open(`?${filter}`)
  expect(await panel(title).innerText()).toBe('Nothing with these filters.')
})
