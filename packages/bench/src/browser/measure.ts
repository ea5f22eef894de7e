import type { Browser, Page } from 'playwright-core'
import { measureResponsiveness, type Responsiveness } from './responsiveness.ts'
import type { Sink } from './sink.ts'

/** What one client costs the page, in one round. */
export interface Cost extends Responsiveness {
  readonly evaluateMs: number
  readonly initMs: number
  readonly trackMicros: number
  readonly trackWithMetadataMicros: number
  readonly trackP99Micros: number
  readonly mainThreadMs: number
  readonly requests: number
  readonly bytes: number
  readonly arrivedWhenLeaving: number
  readonly requestsWhenLeaving: number
  readonly bytesWhenLeaving: number
}

interface BenchWindow {
  client: { init(): void; track(name: string, metadata?: object): void }
  evaluateMs: number
}

/** Measures one client in a fresh profile. */
export async function measureClient(browser: Browser, sink: Sink, name: string): Promise<Cost> {
  const start = async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${sink.url}/${encodeURIComponent(name)}`)
    const initMs = await page.evaluate(() => {
      const startedAt = performance.now()
      ;(window as unknown as BenchWindow).client.init()
      return performance.now() - startedAt
    })
    return { context, page, initMs }
  }
  const first = await start()
  const evaluateMs = await first.page.evaluate(() => (window as unknown as BenchWindow).evaluateMs)
  const track = await measureTrack(first.page)
  await first.context.close()

  const second = await start()
  sink.reset()
  const mainThreadMs = await measureMainThread(second.page)
  const steady = sink.read()
  await second.context.close()

  const third = await start()
  sink.reset()
  await third.page.evaluate(() => {
    const { client } = window as unknown as BenchWindow
    for (let index = 0; index < 1000; index++) client.track(`ev_${index}`, { plan: 'pro', step: index })
    location.href = '/'
  })
  await waitForSilence(sink)
  const left = sink.read()
  await third.context.close()

  const fourth = await start()
  const responsiveness = await measureResponsiveness(fourth.page)
  await fourth.context.close()
  const inits = [first, second, third, fourth].map(({ initMs }) => initMs).toSorted((a, b) => a - b)
  return {
    evaluateMs,
    initMs: (inits[1]! + inits[2]!) / 2,
    ...track,
    ...responsiveness,
    mainThreadMs,
    requests: steady.requests,
    bytes: steady.bytes,
    arrivedWhenLeaving: left.events,
    requestsWhenLeaving: left.requests,
    bytesWhenLeaving: left.bytes,
  }
}

async function measureTrack(page: Page) {
  return page.evaluate(async () => {
    const { client } = window as unknown as BenchWindow
    let name = 0
    const metadata = () => ({ plan: 'pro', step: name % 7, button: 'submit_form' })
    // Three digits at most: four are looked at as what could be a number of somebody, which no name of an action is.
    const once = (extra?: object) => client.track(`ev_${name++ % 1000}`, extra)
    const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]! * 1000
    const groups = async (extra?: () => object) => {
      const values: number[] = []
      for (let group = 0; group < 200; group++) {
        const startedAt = performance.now()
        for (let call = 0; call < 10; call++) once(extra?.())
        values.push((performance.now() - startedAt) / 10)
        if (group % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 5))
      }
      return median(values)
    }
    for (let warm = 0; warm < 200; warm++) once(metadata())
    const trackMicros = await groups()
    const trackWithMetadataMicros = await groups(metadata)
    const alone: number[] = []
    for (let call = 0; call < 1000; call++) {
      const extra = metadata()
      const startedAt = performance.now()
      once(extra)
      alone.push((performance.now() - startedAt) * 1000)
      if (call % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const trackP99Micros = alone.sort((a, b) => a - b)[990]!
    return { trackMicros, trackWithMetadataMicros, trackP99Micros }
  })
}

/** Records events as a visit does: a hundred tasks with so many each, and what sending them takes. */
export function spreadEvents(page: Page, perTask: number): Promise<void> {
  return page.evaluate(async (count) => {
    const { client } = window as unknown as BenchWindow
    for (let task = 0; task < 100; task++) {
      for (let call = 0; call < count; call++) client.track(`ev_${task * 10 + call}`, { plan: 'pro', step: call })
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await new Promise((resolve) => setTimeout(resolve, 1500))
  }, perTask)
}

/** Main-thread time for 1,000 events, ten every 20 ms, and what follows from them; an idle page of the same length is taken off. Time of the processor: what else runs on the machine does not count. */
async function measureMainThread(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busyMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  const before = await busyMs()
  await spreadEvents(page, 0)
  const idle = (await busyMs()) - before
  const start = await busyMs()
  await spreadEvents(page, 10)
  return (await busyMs()) - start - idle
}

async function waitForSilence(sink: Sink): Promise<void> {
  let last = -1
  for (let quiet = 0; quiet < 4; ) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    const { requests } = sink.read()
    quiet = requests === last ? quiet + 1 : 0
    last = requests
  }
}
