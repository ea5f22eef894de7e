import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { crowd, flood } from '../../src/durability/attack.ts'
import { startServer } from '../../src/durability/kill-loop.ts'
import { startSmall } from '../../src/durability/start-small.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

// Ten minutes of it: `node packages/e2e/src/durability/flood.ts`.
it('a mix of attacks in little memory ends no process and loses nothing that was acknowledged', { timeout: 180_000 }, async () => {
  const path = join(createTemporaryFolder(), 'flood.db')
  const server = await startSmall(path)
  const { statuses, acknowledged, peakBytes } = await flood(server.url, { pid: server.child.pid ?? 0, milliseconds: 10_000 })
  expect(server.child.exitCode).toBeNull()
  expect(Object.keys(statuses).filter((status) => !['200', '400', '413', '503'].includes(status))).toEqual([])
  expect(acknowledged).toBeGreaterThan(0)
  expect(peakBytes).toBeLessThan(250 * 1024 * 1024)
  await server.stop()
  const db = new DatabaseSync(path)
  expect(db.prepare("SELECT count(*) AS count FROM telemetry_events WHERE action = 'honest'").get()).toEqual({ count: acknowledged })
  db.close()
})

it('a thousand connections that say nothing or drip leave the others served, those beyond the cap are closed, and all are gone in the end', { timeout: 180_000 }, async () => {
  const [attacked, calm] = await Promise.all(['a', 'b'].map((name) => startServer(join(createTemporaryFolder(), `${name}.db`), 'quiet')))
  if (attacked === undefined || calm === undefined) throw new Error('Two servers are needed.')
  const time = async (url: string) => {
    const start = performance.now()
    const answer = await fetch(`${url}/api/telemetry/health`)
    await answer.body?.cancel()
    expect(answer.status).toBe(200)
    return performance.now() - start
  }
  // Connections that are there before the crowd: the clients that a site has.
  await Promise.all([time(attacked.url), time(calm.url)])
  const people = await crowd(attacked.url, 1000)
  // Connections are accepted in their order. While the crowd still comes in, the server closes idle ones, and a request on one of these would fail.
  await askOnNewConnection(attacked.url)
  const [under, without]: [number[], number[]] = [[], []]
  for (let index = 0; index < 60; index++) {
    under.push(await time(attacked.url))
    without.push(await time(calm.url))
  }
  const middle = (times: readonly number[]) => times.toSorted((left, right) => left - right)[times.length / 2] ?? Number.NaN
  expect(middle(under) / middle(without)).toBeLessThan(2)
  const more = await crowd(attacked.url, 200)
  while (people.open + more.open > 1024) await new Promise((resolve) => setTimeout(resolve, 20))
  // The slow ones are sent away by the clock of the server; nobody has to do anything.
  while (people.open + more.open > 0) await new Promise((resolve) => setTimeout(resolve, 50))
  expect((await fetch(`${attacked.url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/a"}' })).status).toBe(200)
  people.leave()
  more.leave()
  await Promise.all([attacked.stop(), calm.stop()])
})

async function askOnNewConnection(url: string): Promise<void> {
  const [response] = (await once(get(`${url}/api/telemetry/health`, { agent: false }), 'response')) as [IncomingMessage]
  await once(response.resume(), 'end')
}
