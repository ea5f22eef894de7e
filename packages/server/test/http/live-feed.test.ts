import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeEvent } from '@parel/telemetry-testing'
import { createLiveFeed } from '../../src/http/live-feed'
import type { TelemetryStore } from '../../src/store/store'
import { fakeStore } from './fake-store'

afterEach(() => vi.useRealTimers())

/** Stops the clock, and begins to watch a store: ids of what was shown, as they come. */
async function watch(store: Pick<TelemetryStore, 'readEvents'>, after: string | null = null) {
  vi.useFakeTimers()
  const seen: string[] = []
  const feed = createLiveFeed(async () => store)
  const stop = feed.subscribe((events) => seen.push(...events.map(({ id }) => id)), { after })
  await vi.advanceTimersByTimeAsync(10)
  return { seen, feed, stop }
}

describe('the live feed', () => {
  it('begins with the newest events, goes on with new ones, and shows what another process stored', async () => {
    const store = fakeStore()
    store.events.push(...Array.from({ length: 30 }, (_, index) => makeEvent({ id: `stream-${index}` })))
    const { seen, feed, stop } = await watch(store)
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => `stream-${index + 10}`))
    store.events.push(makeEvent({ id: 'stream-30' }))
    await vi.advanceTimersByTimeAsync(1000)
    const all = Array.from({ length: 21 }, (_, index) => `stream-${index + 10}`)
    expect(seen).toEqual(all)
    stop()
    store.events.push(makeEvent({ id: 'stream-31' }))
    await vi.advanceTimersByTimeAsync(5000)
    expect(seen).toEqual(all)
    feed.close()
  })

  it('looks at once when this process stored something', async () => {
    const store = fakeStore()
    const { seen, feed } = await watch(store)
    store.events.push(makeEvent({ id: 'stream-0' }))
    feed.notify()
    await vi.advanceTimersByTimeAsync(60)
    expect(seen).toEqual(['stream-0'])
    feed.close()
  })

  it('looks a few times a second while something is stored without a pause, and once a second again after it', async () => {
    const store = fakeStore()
    const readEvents = vi.fn<typeof store.readEvents>(store.readEvents)
    const { feed } = await watch({ readEvents })
    readEvents.mockClear()
    for (let time = 0; time < 1000; time += 20) {
      feed.notify()
      await vi.advanceTimersByTimeAsync(20)
    }
    const looks = readEvents.mock.calls.length
    expect(looks).toBeGreaterThan(10)
    expect(looks).toBeLessThanOrEqual(20)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(readEvents.mock.calls.length - looks).toBeLessThanOrEqual(11)
    feed.close()
  })

  it('told of something while it reads looks again when that is done, and not before', async () => {
    const store = fakeStore()
    const slow = Promise.withResolvers<void>()
    const readEvents = vi.fn<typeof store.readEvents>(async (query) => {
      const page = await store.readEvents(query)
      await slow.promise
      return page
    })
    const { seen, feed } = await watch({ readEvents })
    store.events.push(makeEvent({ id: 'stream-0' }))
    feed.notify()
    await vi.advanceTimersByTimeAsync(5000)
    expect(readEvents).toHaveBeenCalledOnce()
    slow.resolve()
    await vi.advanceTimersByTimeAsync(60)
    expect(seen).toEqual(['stream-0'])
    feed.close()
  })

  it('goes on after a cursor, and after the store could not be read', async () => {
    const store = fakeStore()
    store.events.push(...Array.from({ length: 5 }, (_, index) => makeEvent({ id: `stream-${index}` })))
    const readEvents = vi.fn<typeof store.readEvents>(store.readEvents).mockRejectedValueOnce(new Error('busy'))
    const { seen, feed } = await watch({ readEvents }, '3')
    expect(seen).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(seen).toEqual(['stream-3', 'stream-4'])
    feed.close()
  })

  it('catches up at once with what another process stores faster than one look a second shows', async () => {
    const store = fakeStore()
    const { seen, feed } = await watch(store)
    store.events.push(...Array.from({ length: 1050 }, (_, index) => makeEvent({ id: `stream-${index}` })))
    await vi.advanceTimersByTimeAsync(1000 + 10 * 50)
    expect(seen).toHaveLength(1050)
    feed.close()
  })

  it('reads nothing after its end', async () => {
    const store = fakeStore()
    const readEvents = vi.fn<typeof store.readEvents>(store.readEvents)
    const { feed } = await watch({ readEvents })
    feed.close()
    expect(vi.getTimerCount()).toBe(0)
    feed.notify()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(readEvents).toHaveBeenCalledOnce()
  })

  it('reads nothing while nobody watches', async () => {
    vi.useFakeTimers()
    const store = fakeStore()
    const readEvents = vi.fn<typeof store.readEvents>(store.readEvents)
    const feed = createLiveFeed(async () => ({ readEvents }))
    feed.notify()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(readEvents).not.toHaveBeenCalled()
  })
})
