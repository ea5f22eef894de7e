import type { Page } from 'playwright-core'

/** What a client does to the feel of a page on a machine six times slower. */
export interface Responsiveness {
  /** Interaction to Next Paint of clicks that record nothing, milliseconds. */
  readonly inpWithoutMs: number
  /** The same for clicks that record two events each. */
  readonly inpMs: number
  /** Tasks of more than 50 ms while 1,000 events are recorded, ten at a time, and delivered. */
  readonly longTasks: number
}

interface ClickWindow {
  client: { track(name: string, metadata?: object): void }
  records: boolean
  durations: number[]
  longTasks: number
}

const SLOWDOWN = 6
const CLICKS = 25

/** Measures a page in which the client runs already. */
export async function measureResponsiveness(page: Page): Promise<Responsiveness> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  await page.evaluate(prepareButton)
  const inpWithoutMs = await clickAndRead(page, false)
  const inpMs = await clickAndRead(page, true)
  const longTasks = await countLongTasks(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return { inpWithoutMs, inpMs, longTasks }
}

/** A button that changes the page, as buttons do, and notes how long each click took until the next picture. */
function prepareButton(): void {
  const here = window as unknown as ClickWindow
  Object.assign(here, { records: false, durations: [], longTasks: 0 })
  const button = document.body.appendChild(document.createElement('button'))
  button.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh'
  let count = 0
  button.addEventListener('click', () => {
    button.textContent = `clicked ${++count} times`
    if (!here.records) return
    here.client.track(`ev_click_${count}`, { plan: 'pro', step: count })
    here.client.track(`ev_shown_${count}`)
  })
  const seen = new Map<number, number>()
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
      if (interactionId) seen.set(interactionId, Math.max(duration, seen.get(interactionId) ?? 0))
    }
    here.durations = [...seen.values()]
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  new PerformanceObserver((list) => {
    here.longTasks += list.getEntries().length
  }).observe({ type: 'longtask' })
}

/** The longest of the clicks, as browsers define INP for up to 50 interactions; those below 16 ms count as 16. */
async function clickAndRead(page: Page, records: boolean): Promise<number> {
  const before = await page.evaluate((on) => {
    const here = window as unknown as ClickWindow
    here.records = on
    return here.durations.length
  }, records)
  for (let click = 0; click < CLICKS; click++) {
    await page.mouse.click(100, 100)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
  }
  const durations = await page.evaluate((from) => (window as unknown as ClickWindow).durations.slice(from), before)
  return Math.max(16, ...durations)
}

async function countLongTasks(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const here = window as unknown as ClickWindow
    const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    here.longTasks = 0
    for (let round = 0; round < 100; round++) {
      for (let call = 0; call < 10; call++) here.client.track(`ev_${round * 10 + call}`, { plan: 'pro', step: call })
      await rest(20)
    }
    await rest(1500)
    return here.longTasks
  })
}
