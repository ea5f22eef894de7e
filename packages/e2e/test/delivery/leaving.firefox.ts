import type { Browser, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startFaultServer, type FaultServer } from '../../src/delivery/fault-server.ts'
import { launchFirefox } from '../../src/delivery/firefox.ts'
import { eventually } from '../../src/delivery/site.ts'

const TAG = '<!doctype html><script src="/parel.js" data-enabled="true" data-allow-bots="true" data-flush="300"></script>'

let firefox: Browser
let server: FaultServer
beforeAll(async () => {
  firefox = await launchFirefox()
})
afterAll(() => firefox.close())
beforeEach(async () => {
  server = await startFaultServer({ html: () => TAG })
})
afterEach(() => server.close())

async function open(path = '/'): Promise<Page> {
  const page = await firefox.newPage()
  await page.goto(server.url + path)
  return page
}

const track = (page: Page, count: number) =>
  page.evaluate((total: number) => {
    for (let index = 0; index < total; index++) window.parel('trackAction', `a${index}`)
  }, count)

const stored = async (type: string) => (await server.rows()).filter((row) => row.type === type)
const arrived = async (count: number) => (await eventually(() => server.actions(), (rows) => rows.length >= count)).length

describe('Firefox', () => {
  it('delivers 200 events when the tab closes at once, without cookie and referrer', async () => {
    const keeper = await open('/keeper')
    const page = await open('/?token=abc')
    await page.evaluate(() => {
      document.cookie = 'login=secret'
    })
    await track(page, 200)
    await page.close()
    expect(await arrived(200)).toBe(200)
    expect(server.requests.every(({ headers }) => !headers.cookie && !headers.referer)).toBe(true)
    await keeper.close()
  })

  it('delivers 200 events when the page navigates away in the same task', async () => {
    const page = await open()
    await track(page, 200)
    await page.goto('about:blank')
    expect(await arrived(200)).toBe(200)
    await page.close()
  })

  it('leaves nothing on the device once everything is delivered', async () => {
    const page = await open()
    await track(page, 20)
    expect(await arrived(20)).toBe(20)
    await page.goto(`${server.url}/bare`)
    expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({})
    await page.close()
  })

  it('brings what a collector refused, once the site is opened again', async () => {
    server.behave({ status: 503, headers: { 'retry-after': '1' } })
    const page = await open()
    await track(page, 200)
    await eventually(() => server.requests.length, (count) => count > 0)
    await page.goto('about:blank')
    server.behave()
    await page.goto(server.url)
    expect(await arrived(200)).toBe(200)
    await page.close()
  })

  it('counts one view for each path of a single-page app', async () => {
    const page = await open('/a')
    await page.evaluate(() => {
      history.pushState({}, '', '/b')
      history.replaceState({}, '', '/b?tab=2')
    })
    const views = await eventually(() => stored('page_view'), (rows) => rows.length >= 2)
    expect(views.map((row) => row.page).toSorted()).toEqual(['/a', '/b'])
    await page.close()
  })

  it('goes on with the session over a reload', async () => {
    const page = await open()
    await eventually(() => stored('page_view'), (rows) => rows.length === 1)
    await page.reload()
    const views = await eventually(() => stored('page_view'), (rows) => rows.length === 2)
    expect(new Set(views.map((row) => row.sessionId)).size).toBe(1)
    expect(await stored('session_start')).toHaveLength(1)
    await page.close()
  })
})
