import { describe, expect, it } from 'vitest'
import { eventually, storedActions, track } from '../../src/delivery/site.ts'
import { prepareSite } from '../../src/delivery/prepare-site.ts'

const here = prepareSite()

describe('a collector that refuses', () => {
  it('cuts bodies that are too large, and drops and counts one event that alone is too large', async () => {
    const isTooLarge = ({ bytes }: { bytes: number }) => bytes > 700
    here.site.server.behave((request) => (isTooLarge(request) ? { status: 413 } : undefined))
    const page = await here.site.open({ client: { maxBatchEvents: 100 } })
    const trackNumbers = (prefix: string) =>
      page.evaluate((name) => {
        for (let index = 0; index < 100; index++) window.t.trackAction(name + index, undefined, undefined, { value: Math.random() })
      }, prefix)
    await trackNumbers('a')
    await page.evaluate(() => {
      const numbers = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`value_${index}`, Array.from({ length: count }, Math.random)]))
      window.t.trackAction('huge', undefined, undefined, numbers(14))
    })
    expect(await storedActions(here.site, 100)).toBe(100)
    expect(await eventually(() => page.evaluate(() => window.t.inspect().lost), (lost) => 'too_large' in lost)).toEqual({ too_large: 1 })
    const before = here.site.server.requests.length
    await trackNumbers('later')
    expect(await storedActions(here.site, 100, { prefix: 'later' })).toBe(100)
    expect(here.site.server.requests.slice(before).filter(isTooLarge)).toEqual([])
  })

  it('does not repeat a batch that the collector refuses for good', async () => {
    here.site.server.behave((_request, index) => (index === 0 ? { status: 400 } : undefined))
    const page = await here.site.open()
    await track(page, 10, 'bad')
    // The start of the session was in it, too.
    expect(await eventually(() => page.evaluate(() => window.t.inspect().lost), (lost) => 'rejected' in lost)).toEqual({ rejected: 11 })
    await track(page, 10, 'good')
    expect(await storedActions(here.site, 10, { prefix: 'good' })).toBe(10)
    expect(here.site.server.requests.length).toBe(2)
  })

  it('falls silent after 401', async () => {
    here.site.server.behave({ status: 401 })
    const page = await here.site.open({ client: { flushIntervalMs: 100 } })
    await track(page, 250)
    expect(await eventually(() => page.evaluate(() => window.t.inspect().state), (state) => state === 'stopped')).toBe('stopped')
    for (let round = 0; round < 5; round++) {
      await track(page, 250)
      await page.evaluate(() => window.t.flush())
    }
    await here.site.hearLastOf(page)
    expect(here.site.server.requests.length).toBeLessThanOrEqual(2)
  })
})
