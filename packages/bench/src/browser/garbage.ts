import { buildClient } from './build-client.ts'
import { launchChromium } from './chromium.ts'
import { CLIENTS } from './clients.ts'
import { spreadEvents } from './measure.ts'
import { startSink } from './sink.ts'

interface SampledNode {
  readonly selfSize: number
  readonly children: readonly SampledNode[]
}

/** Prints what 1,000 events leave to the garbage collector, sampled, for the reference and the client: much steadier than times on a busy machine. */
const clients = CLIENTS.slice(0, 2)
const sink = await startSink(new Map(clients.map(({ name, code }) => [name, buildClient(code).code])))
const browser = await launchChromium()
console.log('client | kB of garbage for 1,000 events, median of 3')
for (const { name } of clients) {
  const sizes = [await sampleGarbage(name), await sampleGarbage(name), await sampleGarbage(name)]
  console.log(`${name} | ${(sizes.toSorted((a, b) => a - b)[1]! / 1000).toFixed(0)}`)
}
await browser.close()
await sink.close()

async function sampleGarbage(name: string): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${sink.url}/${encodeURIComponent(name)}`)
  await page.evaluate(() => (window as unknown as { client: { init(): void } }).client.init())
  const session = await context.newCDPSession(page)
  await session.send('HeapProfiler.startSampling', { samplingInterval: 512, includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true })
  await spreadEvents(page, 10)
  const { profile } = await session.send('HeapProfiler.stopSampling')
  await context.close()
  return sumOf(profile.head)
}

function sumOf({ selfSize, children }: SampledNode): number {
  return children.reduce((sum, child) => sum + sumOf(child), selfSize)
}
