import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()
let page: Page
beforeEach(() => {
  page = mock.page
})

async function readDownload(act: () => Promise<void>): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

describe('export', () => {
  it('saves a panel as it stands on the screen, without formulas', async () => {
    await mock.open()
    mock.server.behaviour.change = (report) => ({
      ...report,
      pages: { uniquePages: 4, rows: ['=1+1', '+cmd|calc', '-2', '@SUM(A1)', '/plain,"quoted"'].map((name, index) => ({ page: name, views: 50 - index, sessions: 1, avgVisibleTime: null, errors: 0 })) },
    })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('=1+1').waitFor()
    const { name, text } = await readDownload(() => page.getByRole('button', { name: 'Download Top Pages as CSV' }).click())
    mock.server.behaviour.change = (report) => report
    expect(name).toBe('top-pages.csv')
    expect(text.split('\r\n')).toEqual([
      'Page,Views,Sessions,Time,Errors', `"'=1+1",50,1,,0`, `"'+cmd|calc",49,1,,0`, `"'-2",48,1,,0`, `"'@SUM(A1)",47,1,,0`, '"/plain,""quoted""",46,1,,0', '',
    ])
  })

  it('saves only the rows that a search leaves', async () => {
    await mock.open('?q.pages=shop')
    const { text } = await readDownload(() => page.getByRole('button', { name: 'Download Top Pages as CSV' }).click())
    expect(text.split('\r\n').slice(1)).toEqual(['/shop,198,90,71000,0', '/shop/[id],84,51,33000,0', ''])
  })

  it('saves when sessions began and ended', async () => {
    await mock.open()
    const { text } = await readDownload(() => page.getByRole('button', { name: 'Download Sessions as CSV' }).click())
    const rows = text.split('\r\n').map((row) => row.split(','))
    expect(rows[0]).toEqual(['Part', 'Name', 'Sessions'])
    for (const part of ['start', 'end']) expect(rows.filter(([name]) => name === part).map(([, hour]) => hour)).toEqual(Array.from({ length: 24 }, (_value, hour) => `${String(hour).padStart(2, '0')}:00`))
    expect(rows.filter(([, hour]) => hour === '06:00')).toEqual([['start', '06:00', '3'], ['end', '06:00', '2']])
  })

  it('saves the errors of each day, which the panel draws', async () => {
    await mock.open()
    mock.server.behaviour.change = (report) => ({
      ...report,
      errors: {
        kinds: [{ name: 'client_error', count: 3 }, { name: 'paid_twice', count: 4 }],
        pages: [{ name: '/shop', count: 7 }],
        series: [{ time: '2025-10-12', kinds: [{ name: 'client_error', count: 2 }] }, { time: '2025-10-13', kinds: [{ name: 'client_error', count: 1 }, { name: 'paid_twice', count: 4 }] }],
      },
    })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('paid_twice').first().waitFor()
    const { text } = await readDownload(() => page.getByRole('button', { name: 'Download Error Distribution as CSV' }).click())
    mock.server.behaviour.change = (report) => report
    expect(text.split('\r\n')).toEqual([
      'Part,Name,Errors', 'kind,client_error,3', 'kind,paid_twice,4', 'page,/shop,7', '2025-10-12,client_error,2', '2025-10-13,client_error,1', '2025-10-13,paid_twice,4', '',
    ])
  })

  it.each([
    ['', '.summary', 8],
    ['?view=live', '.live-row', 1],
    ['?view=health', '.verdict', 5],
    ['?view=privacy', '.fields', 4],
  ])('is there for every panel of %s', async (view, shown, panels) => {
    await page.goto(mock.server.address + view)
    await page.locator(shown).first().waitFor()
    const names = await page.locator('.panel').evaluateAll((all) => all.map((panel) => ({ title: panel.querySelector('h2')?.textContent, button: panel.querySelector('[aria-label^="Download"]')?.getAttribute('aria-label') })))
    expect(names.map(({ title }) => `Download ${title} as CSV`)).toEqual(names.map(({ button }) => button))
    expect(names).toHaveLength(panels)
  })

  it('saves storage and forwarders with full precision', async () => {
    await page.goto(`${mock.server.address}?view=health`)
    await page.locator('.verdict').waitFor()
    const storage = await readDownload(() => page.getByRole('button', { name: 'Download Storage as CSV' }).click())
    expect(storage.text.split('\r\n')).toEqual(['Name,Value', 'database bytes,18432000', 'quota bytes,1073741824', 'raw events,41230', 'oldest raw day,2025-09-14', 'retention days,30', 'waiting day,2025-10-13', ''])
    const forwarders = await readDownload(() => page.getByRole('button', { name: 'Download Forwarders as CSV' }).click())
    expect(forwarders.text.split('\r\n').slice(0, 3)).toEqual(['Name,State,Sent,Waiting,Dropped,Behind,Last error', 'axiom,ok,41200,30,0,4000,', 'plausible,failing,12004,640,3,912000,502 from the server'])
  })

  it('saves everything on the screen as JSON', async () => {
    await mock.open()
    await page.getByRole('button', { name: 'Menu' }).click()
    const { name, text } = await readDownload(() => page.getByRole('button', { name: 'Export everything as JSON' }).click())
    expect(name).toBe('telemetry.json')
    expect((JSON.parse(text) as { summary: { pageViews: number } }).summary.pageViews).toBe(1543)
  })
})
