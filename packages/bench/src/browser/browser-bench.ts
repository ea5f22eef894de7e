import { findChromium, launchChromium } from './chromium.ts'
import { buildClient } from './build-client.ts'
import { CLIENTS } from './clients.ts'
import { measureClient, type Cost } from './measure.ts'
import { startSink } from './sink.ts'

const ROUNDS = 3

/** Measures every client in turn, several rounds interleaved, and prints medians beside the reference of the same run. */
export async function runBrowserBench(print: (line: string) => void = console.log): Promise<void> {
  const built = new Map(CLIENTS.map(({ name, code }) => [name, buildClient(code)]))
  const sink = await startSink(new Map([...built].map(([name, { code }]) => [name, code])))
  const browser = await launchChromium()
  const costs = new Map<string, Cost[]>(CLIENTS.map(({ name }) => [name, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name } of CLIENTS) costs.get(name)!.push(await measureClient(browser, sink, name))
  }
  print(`Chromium ${browser.version()} (${findChromium()}), ${ROUNDS} rounds interleaved, medians`)
  await browser.close()
  await sink.close()
  print('client | brotli B | evaluate ms | init ms | track µs | + metadata µs | p99 µs | main thread ms / 1,000 | × reference | requests | body kB | leaving: arrived of 1,000 | requests | kB | slowed six-fold: INP without ms | INP ms | long tasks')
  const reference = medianOf(costs.get(CLIENTS[0]!.name)!, 'mainThreadMs')
  for (const { name } of CLIENTS) print(row(name, built.get(name)!.brotliBytes, costs.get(name)!, reference))
}

function row(name: string, brotliBytes: number, costs: Cost[], referenceMs: number): string {
  const value = (key: keyof Cost) => medianOf(costs, key)
  return [
    name,
    brotliBytes,
    value('evaluateMs').toFixed(2),
    value('initMs').toFixed(2),
    value('trackMicros').toFixed(1),
    value('trackWithMetadataMicros').toFixed(1),
    value('trackP99Micros').toFixed(0),
    value('mainThreadMs').toFixed(0),
    (value('mainThreadMs') / referenceMs).toFixed(2),
    value('requests'),
    (value('bytes') / 1000).toFixed(1),
    value('arrivedWhenLeaving'),
    value('requestsWhenLeaving'),
    (value('bytesWhenLeaving') / 1000).toFixed(1),
    value('inpWithoutMs').toFixed(0),
    value('inpMs').toFixed(0),
    value('longTasks'),
  ].join(' | ')
}

function medianOf(costs: Cost[], key: keyof Cost): number {
  return costs.map((cost) => cost[key]).toSorted((a, b) => a - b)[costs.length >> 1] ?? 0
}
