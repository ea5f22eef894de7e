import { launchChromium } from '/work/wt/dashboard/packages/e2e/src/chromium.ts'
const base = process.argv[2] ?? 'http://127.0.0.1:18731/admin/telemetry'
const names = process.argv[3]?.split(',')
const views: Record<string,string> = { overview: '', day: '?days=1', month: '?days=30', live: '?view=live', health: '?view=health', privacy: '?view=privacy' }
const browser = await launchChromium()
for (const [name, query] of Object.entries(views)) {
  if (names && !names.includes(name)) continue
  for (const width of [1280, 390]) for (const colorScheme of ['light', 'dark'] as const) {
    if (process.argv[4] && process.argv[4] !== `${width}-${colorScheme}`) continue
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, deviceScaleFactor: width === 390 ? 2 : 1 , locale: 'en-GB'})
    const page = await context.newPage()
    await page.goto(base + query)
    await page.locator('.grid, .live-list, .panel').first().waitFor()
    await page.waitForTimeout(700)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    const part = width === 390 ? 1300 : 1100
    for (let top = 0, index = 0; top < height; top += part, index++) {
      await page.screenshot({ path: `/tmp/shots/${name}-${width}-${colorScheme}-${index}.png`, fullPage: true, clip: { x: 0, y: top, width, height: Math.min(part, height - top) } })
    }
    console.log(name, width, colorScheme, height)
    await context.close()
  }
}
await browser.close()
