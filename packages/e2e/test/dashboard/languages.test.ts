import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage({ locale: 'fa-IR' })

it('a period is written from right to left as a whole, where the browser writes its days so', async () => {
  await mock.page.goto(mock.server.address)
  const period = mock.page.getByText('۱۵ تا ۲۱ مهر ۱۴۰۴', { exact: true })
  await period.waitFor()
  const places = await period.evaluate(({ firstChild }) => {
    const text = firstChild as Text
    return Array.from(text.data, (_character, index) => {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + 1)
      return range.getBoundingClientRect().x
    })
  })
  // The number of the first day stands on the right of all else, and not at the other end of the line.
  expect(Math.max(...places.slice(2))).toBeLessThan(Math.min(...places.slice(0, 2)))
})
