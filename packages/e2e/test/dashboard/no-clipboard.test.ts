import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

it.each([
  ['there is no clipboard, as over plain http', 'undefined'],
  ['the browser refuses it', '{ writeText: () => Promise.reject(new Error("refused")) }'],
])('the button says that nothing was copied where %s', async (_name, clipboard) => {
  mock.spend()
  await mock.page.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: ${clipboard} })`)
  mock.server.behaviour.data = 'empty'
  await mock.page.goto(mock.server.address)
  const button = mock.page.getByRole('button', { name: /^Copy the/ }).first()
  await button.click()
  await button.getByText('Not copied').waitFor()
  await button.blur()
  expect((await button.innerText()).trim()).toBe('Copy')
})
