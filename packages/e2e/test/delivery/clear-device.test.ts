import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const here = prepareSite()

const readStored = (page: Page) =>
  page.evaluate(async () => [document.cookie, ...Object.keys(localStorage), ...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())])

it('a test finds nothing on the device that an earlier one left there, at whatever port', async () => {
  const page = await here.chromium.newPage(here.site.server.url)
  await page.evaluate(async () => {
    document.cookie = 'login=secret'
    localStorage.setItem('left', '1')
    await caches.open('left')
    await new Promise((resolve) => Object.assign(indexedDB.open('left'), { onsuccess: resolve }))
  })
  expect(await readStored(page)).toEqual(['login=secret', 'left', 'left', 'left'])
  await here.chromium.clear()
  expect(await readStored(await here.chromium.newPage(here.site.server.url))).toEqual([''])
})
