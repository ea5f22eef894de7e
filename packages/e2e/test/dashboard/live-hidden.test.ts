import { expect, it } from 'vitest'
import { prepareMockPage } from '../../src/dashboard/mock-page.ts'

const mock = prepareMockPage()

it('a live view in a tab that nobody looks at, for which the browser draws nothing, keeps no more events than it shows', async () => {
  const { page, server } = mock
  mock.spend()
  await page.goto(`${server.address}?view=live`)
  await page.locator('.live-row').nth(11).waitFor()
  await page.evaluate(() => {
    const [parse, parsed] = [JSON.parse, [] as WeakRef<object>[]]
    JSON.parse = (text: string) => {
      const event = parse(text) as object
      parsed.push(new WeakRef(event))
      return event
    }
    Object.assign(window, { parsed, requestAnimationFrame: () => 1 })
  })
  server.behaviour.liveEvents = 3000
  server.endLive()
  await expect.poll(() => page.evaluate(() => (Reflect.get(window, 'parsed') as unknown[]).length)).toBe(3000)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const held = await page.evaluate(() => (Reflect.get(window, 'parsed') as WeakRef<object>[]).filter((event) => event.deref()).length)
  expect(held).toBeGreaterThanOrEqual(200)
  expect(held).toBeLessThan(400)
})
