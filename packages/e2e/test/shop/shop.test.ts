import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { findBarriers } from '../../src/find-barriers.ts'
import { prepareChromium } from '../../src/prepare-chromium.ts'
import { ROOT } from '../../src/server-process.ts'
import { openShop } from '../../src/shop-visit.ts'

const PATIENCE = { timeout: 30_000, interval: 100 }

const chromium = prepareChromium()

it('records route changes, clicks, calls and errors of a visit, and no word of its secrets', async () => {
  const { url, page, select } = await openShop(chromium.browser)
  await page.goto(`${url}/?campaign=spring`)
  await page.getByRole('link', { name: 'See the teas' }).click()
  await page.getByRole('link', { name: /Gunpowder/ }).click()
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('button', { name: 'A failing call' }).click()
  await page.getByText('The answer was 500').waitFor()
  await page.getByRole('button', { name: 'An error in the page' }).click()
  await page.getByRole('button', { name: 'Try to leak a secret' }).click()
  await page.goto(`${url}/about.html`)

  const read = (type: string, column: string) => select(`SELECT DISTINCT ${column} AS found FROM telemetry_events WHERE type = '${type}'`).map(({ found }) => found)
  await vi.waitFor(() => {
    expect(read('page_view', 'page')).toEqual(expect.arrayContaining(['/', '/category/[id]', '/products/[id]']))
    expect(read('action', 'action')).toEqual(expect.arrayContaining(['hero_clicked', 'product_opened', 'cart_added', 'careless_call']))
    expect(read('api_call', 'page')).toEqual(expect.arrayContaining(['/api/shop/products', '/api/shop/products/[id]', '/api/shop/loyalty/[id]']))
    expect(read('error', 'action')).toEqual(expect.arrayContaining(['api_error', 'client_error']))
  }, PATIENCE)
  expect(JSON.stringify(select('SELECT page, action, metadata FROM telemetry_events'))).not.toMatch(/ada@|ada%|hunter2|spring|token|kettle|1043/)
})

it('shows the visitor what was recorded, as it was recorded', async () => {
  const { url, page } = await openShop(chromium.browser)
  await page.goto(`${url}/products/1042?email=ada%40shop.example`)
  const panel = page.getByRole('region', { name: 'What leaves this page' })
  await panel.getByText('/products/[id]', { exact: true }).waitFor()
  expect(await panel.getByRole('list').innerText()).not.toMatch(/1042|ada/)
})

it.each(['light', 'dark'] as const)('has no barrier that axe finds, and no error in the console, in %s', async (colorScheme) => {
  const { url, page } = await openShop(chromium.browser)
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  await page.emulateMedia({ colorScheme })
  for (const [path, width] of [['/', 1280], ['/products/1042', 390], ['/search', 390], ['/cart', 1280], ['/about.html', 390]] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    problems.push(...(await findBarriers(page)).map((barrier) => `${path} ${barrier}`))
  }
  expect(problems).toEqual([])
})

it('has no page for an address that is none, and goes on', async () => {
  const { url } = await openShop(chromium.browser)
  expect([(await fetch(`${url}//`)).status, (await fetch(url)).status]).toEqual([404, 200])
})

it.each([
  [['--nonsense'], "Unknown option '--nonsense'. Give --sample-data, --port 4310, --database telemetry.db, or nothing.\n"],
  [['--port', 'abc'], '--port is "abc". Give a port from 0 to 65535, for example 4310.\n'],
] as const)('answers the wrong words %j with a sentence', (words, said) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'examples/shop/server/main.ts'), ...words], { encoding: 'utf8' })
  expect({ status, stdout, stderr }).toEqual({ status: 64, stdout: '', stderr: said })
})
