import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'
import { readQuery } from '../../src/dashboard/open-page.ts'

const mock = prepareMockPage()
let page: Page
beforeEach(async () => {
  page = mock.page
  await mock.open('?page=%2Fprofile')
})

describe('Escape with a filter set', () => {
  it('closes the menu that is open, and removes the filter only when it is pressed again', async () => {
    const isOpen = () => page.locator('#menu').evaluate((menu) => menu.matches(':popover-open'))
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Escape')
    await expect.poll(isOpen).toBe(false)
    expect(await readQuery(page)).toBe('?page=%2Fprofile')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove filter page /profile' }).waitFor({ state: 'detached' })
  })

  it('hides the hint of a number, and removes the filter only when it is pressed again', async () => {
    await page.locator('[data-metric="sessions"]').hover()
    await page.locator('.hint-placed').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.hint-placed').waitFor({ state: 'detached' })
    expect(await readQuery(page)).toBe('?page=%2Fprofile')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove filter page /profile' }).waitFor({ state: 'detached' })
  })
})
