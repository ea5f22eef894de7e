import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'
import { readQuery } from '../../src/dashboard/open-page.ts'

const mock = prepareMockPage()
let page: Page
beforeEach(async () => {
  page = mock.page
  await mock.open()
})

const query = () => readQuery(page)
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
const hint = () => page.locator('.hint-placed')

describe('with the keyboard alone', () => {
  it('skips to the numbers, then walks them in the order of the screen', async () => {
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to the numbers')
    await page.keyboard.press('Enter')
    await page.locator('#content:focus').waitFor()
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('TodayToday')
  })

  it('reaches every control of the page, each with a visible focus', async () => {
    const total = await page.locator('a[href], button, input, summary, [tabindex="0"]').filter({ visible: true }).count()
    const reached = new Map<string, string>()
    for (let step = 0; step < total + 5; step++) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return null
        const all = [...document.querySelectorAll('*')]
        return { place: String(all.indexOf(element)), outline: getComputedStyle(element).outlineStyle }
      })
      if (seen) reached.set(seen.place, seen.outline)
    }
    expect(reached.size).toBe(total)
    expect([...reached.values()].filter((outline) => outline === 'none')).toEqual([])
  })

  it.each([
    ['its chip', 'Remove filter action challenge_sent', 'Enter'],
    ['the one chip for all', 'Clear all', 'Enter'],
    ['Escape on a chip', 'Remove filter page /profile', 'Escape'],
  ])('does not fall out of the page when a filter is taken away with %s', async (_name, chip, key) => {
    await mock.open('?page=%2Fprofile&action=challenge_sent')
    await page.getByRole('button', { name: chip, exact: true }).focus()
    await page.keyboard.press(key)
    await page.getByRole('button', { name: chip, exact: true }).waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  })

  it('hears each step of the chart with the arrow keys', async () => {
    const chart = page.locator('.summary').getByRole('slider')
    await chart.focus()
    await page.keyboard.press('Home')
    const first = await chart.getAttribute('aria-valuetext')
    await page.keyboard.press('ArrowRight')
    const second = await chart.getAttribute('aria-valuetext')
    await page.keyboard.press('End')
    expect([first, second, await chart.getAttribute('aria-valuetext')].map((text) => text?.slice(0, 10))).toEqual(['Tue 7 Oct:', 'Wed 8 Oct:', 'Mon 13 Oct'])
    await expect.poll(() => chart.getAttribute('aria-valuetext')).toMatch(/, incomplete: [\d,]+, before [\d,]+$/)
  })

  it('walks the cells of a table with the arrow keys, each saying what it means, without a stop of Tab more', async () => {
    const stops = await page.locator('td[tabindex="0"]').count()
    const cell = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    await page.getByRole('region', { name: 'Top Pages' }).getByRole('button', { name: '/dashboard', exact: true }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await cell()).toBe('543')
    expect(await hint().innerText()).toBe('How often the page was shown.')
    expect(await page.evaluate(() => document.getElementById(document.activeElement?.getAttribute('aria-describedby') ?? '')?.textContent)).toBe('How often the page was shown.')
    await page.keyboard.press('ArrowDown')
    expect(await cell()).toBe('423')
    await page.keyboard.press('End')
    expect([await cell(), await hint().innerText()]).toEqual(['0', 'Errors that were recorded on the page.'])
    await page.keyboard.press('Home')
    expect(await focused()).toBe('/profile')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    expect(await cell()).toBe('Views↓')
    expect(await page.locator('td[tabindex="0"]').count()).toBe(stops)
  })

  it('reaches every cell of every table of the overview that way', async () => {
    const tables = page.locator('table.data')
    for (let table = 0; table < (await tables.count()); table++) {
      const cells = tables.nth(table).locator('tbody :is(td, th)').filter({ visible: true })
      const columns = await tables.nth(table).locator('tbody tr').first().locator('td, th').filter({ visible: true }).count()
      await tables.nth(table).locator('tbody button').first().focus()
      const seen = new Set<number>()
      const total = await cells.count()
      for (let step = 0; step < total; step++) {
        seen.add(await cells.evaluateAll((all) => all.findIndex((each) => each.contains(document.activeElement))))
        const atEnd = (step + 1) % columns === 0
        await page.keyboard.press(atEnd ? 'ArrowDown' : 'ArrowRight')
        if (atEnd) await page.keyboard.press('Home')
      }
      expect(seen.size).toBe(await cells.count())
    }
  })

  it('keeps the focus inside a window, closes it with Escape and gives the focus back', async () => {
    const opener = page.getByRole('button', { name: 'Custom' })
    await opener.focus()
    await page.keyboard.press('Enter')
    // The window opens with the next frame; a Tab before that still belongs to the page.
    await page.locator('dialog[open]').waitFor()
    for (let step = 0; step < 9; step++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(true)
    }
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('says what a number means on focus and on hover, until Escape', async () => {
    await page.locator('[data-metric="errorRate"]').focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    expect(await hint().innerText()).toContain('Errors per 100 actions')
    await page.keyboard.press('Escape')
    await expect.poll(() => hint().count()).toBe(0)
    await page.locator('[data-metric="sessions"]').hover()
    expect(await hint().innerText()).toContain('ends after 30 idle minutes or 4 hours')
  })

  it('says it in front of an open window too', async () => {
    await page.getByRole('button', { name: 'Latency of /api/search' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'p99' }).hover()
    await hint().waitFor()
    // The top layer draws what was opened last above the window.
    expect(await hint().evaluate((element) => element.matches(':popover-open'))).toBe(true)
    expect(await hint().innerText()).toBe('99 of 100 calls were faster than this.')
  })

  it.each([
    ['', '.summary', 90],
    ['?view=health', '.verdict', 20],
    ['?view=privacy', '.fields', 8],
  ])('explains every number: cards, columns, facts and cells of %s', async (view, shown, atLeast) => {
    await page.goto(mock.server.address + view)
    await page.locator(shown).waitFor()
    const silent = await page.evaluate(() => {
      const explain = (element: Element) =>
        element.closest('[data-tip]')?.getAttribute('data-tip') ?? document.getElementById(element.getAttribute('aria-describedby') ?? element.getAttribute('data-tip-from') ?? '')?.textContent ?? ''
      const numbers = [...document.querySelectorAll('.number, .term, button.column-name, .kind-value, .data td:not(.text), .plain td:not(.text), .facts dd')].filter((element) => !element.closest('.chart-table'))
      return { all: numbers.length, without: numbers.filter((element) => explain(element).length < 8).map((element) => element.textContent) }
    })
    expect(silent.without).toEqual([])
    expect(silent.all).toBeGreaterThanOrEqual(atLeast)
  })
})

describe('single keys', () => {
  it.each([
    ['t', '?days=1'],
    ['m', '?days=30'],
    ['q', '?days=90'],
    ['y', '?days=365'],
    ['x', '?compare=off'],
    ['2', '?view=live'],
    ['4', '?view=privacy'],
  ])('%s goes to %s', async (key, expected) => {
    await page.keyboard.press(key)
    expect(await query()).toBe(expected)
  })

  it('act once, however long they are held', async () => {
    // Each further press of a key that is down counts as a repetition by the keyboard.
    for (let press = 0; press < 3; press++) {
      await page.keyboard.down('x')
      await expect.poll(() => page.getByRole('switch', { name: 'Compare' }).isChecked()).toBe(false)
    }
    expect(await query()).toBe('?compare=off')
  })

  it('do nothing in a field, in a window, with a modifier, or when switched off', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('mty')
    expect(await query()).toBe('?q.pages=mty')
    await page.getByLabel('Search Top Pages').fill('')
    await page.getByLabel('Search Top Pages').blur()
    await page.keyboard.press('Control+m')
    await page.keyboard.press('?')
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('m')
    await page.getByRole('switch', { name: 'Single keys are on' }).uncheck()
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('m')
    expect(await query()).toBe('')
  })

  it('are all listed in the sheet', async () => {
    await page.keyboard.press('?')
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
    expect(await page.locator('.keys kbd').allInnerTexts()).toEqual(['T', 'W', 'M', 'Q', 'Y', 'X', 'R', '/', '1', '2', '3', '4', 'Esc', '?', '←', '→', '↑', '↓'])
  })
})
