import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { canInject, canMount, fillDisk, startOnFaultyDisk, startOnSmallDisk, startReadOnly, tracedPid } from '../../src/durability/faulty-disk.ts'
import { killHard, startServer } from '../../src/durability/kill-loop.ts'
import type { ServerProcess } from '../../src/server-process.ts'
import { createTemporaryFolder } from '../../src/temporary-folder.ts'

const post = (url: string, id: string, note = '') =>
  fetch(`${url}/api/telemetry`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'action', action: 'save', id: `stream_of_the_test-${id}`, metadata: { note } }) })

async function endTraced(server: ServerProcess): Promise<void> {
  const ended = once(server.child, 'exit')
  process.kill(tracedPid(server), 'SIGKILL')
  await ended
}

function idsIn(path: string): readonly string[] {
  const db = new DatabaseSync(path)
  const ids = db.prepare('SELECT id FROM telemetry_events').all().map(({ id }) => String(id).replace('stream_of_the_test-', ''))
  db.close()
  return ids
}

const timeout = 180_000

describe.runIf(canInject)('a disk that fails to sync', { timeout }, () => {
  it('once, costs that request a 503 and no other anything', async () => {
    const folder = createTemporaryFolder()
    const path = join(folder, 'once.db')
    const server = await startOnFaultyDisk(path, { fault: 'error=EIO:when=12', output: join(folder, 'trace.txt') })
    const answers: (readonly [id: string, status: number, retryAfter: string | null])[] = []
    for (let index = 0; index < 40; index++) {
      const answer = await post(server.url, String(index))
      answers.push([String(index), answer.status, answer.headers.get('retry-after')])
      await answer.body?.cancel()
    }
    const [refused, ...more] = answers.filter(([, status]) => status !== 200)
    expect(more).toEqual([])
    expect(refused?.slice(1)).toEqual([503, '5'])
    // It goes on with a connection that has read the file anew; the client that comes again is stored once.
    const again = (await (await post(server.url, refused?.[0] ?? '')).json()) as { readonly accepted: number; readonly duplicates: number }
    expect(again.accepted + again.duplicates).toBe(1)
    await endTraced(server)
    expect(readFileSync(join(folder, 'trace.txt'), 'utf8')).toContain('EIO')
    expect(new Set(idsIn(path))).toEqual(new Set(answers.map(([id]) => id)))
    expect(idsIn(path)).toHaveLength(40)
  })

  it('from then on, acknowledges nothing more, is not ready, and still reads', async () => {
    const folder = createTemporaryFolder()
    const path = join(folder, 'ever.db')
    const server = await startOnFaultyDisk(path, { fault: 'error=EIO:when=12+', output: join(folder, 'trace.txt') })
    const acknowledged: string[] = []
    const statuses: number[] = []
    for (let index = 0; index < 30; index++) {
      const answer = await post(server.url, String(index))
      statuses.push(answer.status)
      if (answer.status === 200) acknowledged.push(String(index))
      await answer.body?.cancel()
    }
    const firstRefusal = statuses.indexOf(503)
    expect(firstRefusal).toBeGreaterThan(0)
    expect(new Set(statuses.slice(firstRefusal))).toEqual(new Set([503]))
    const statusOf = async (address: string) => (await fetch(`${server.url}/api/telemetry${address}`)).status
    expect([await statusOf('/health'), await statusOf('/ready'), await statusOf('')]).toEqual([200, 503, 200])
    await endTraced(server)
    expect(idsIn(path)).toEqual(expect.arrayContaining(acknowledged))
  })

  it('slowly, is waited for once by many: health answers meanwhile', async () => {
    const folder = createTemporaryFolder()
    const output = join(folder, 'trace.txt')
    const server = await startOnFaultyDisk(join(folder, 'slow.db'), { fault: 'delay_exit=200000', output })
    const requests = 60
    let answered = 0
    const posts = Array.from({ length: requests }, async (_, index) => {
      const { status } = await post(server.url, String(index))
      answered++
      return status
    })
    expect((await fetch(`${server.url}/api/telemetry/health`)).status).toBe(200)
    expect(answered).toBeLessThan(requests)
    expect(new Set(await Promise.all(posts))).toEqual(new Set([200]))
    await endTraced(server)
    const syncs = readFileSync(output, 'utf8').match(/f(?:data)?sync\(/g)?.length ?? 0
    expect(syncs).toBeGreaterThan(0)
    expect(syncs).toBeLessThan(requests / 2)
  })
})

describe.runIf(canMount)('a disk of its own', { timeout }, () => {
  it('that is full costs a 507, is read all the while, and takes events again when there is space', async () => {
    const { server, folder } = await startOnSmallDisk(createTemporaryFolder(), 8)
    const accepted: string[] = []
    const sendUntil = async (wanted: number) => {
      for (let index = 0; index < 400; index++) {
        const id = `${wanted}${accepted.length}${index}`
        const answer = await post(server.url, id, 'word '.repeat(30))
        if (answer.status === 200) accepted.push(id)
        await answer.body?.cancel()
        if (answer.status === wanted) return answer
      }
      throw new Error(`Never answered ${wanted}.`)
    }
    await sendUntil(200)
    fillDisk(join(folder, 'ballast'))
    const refused = await sendUntil(507)
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await fetch(`${server.url}/api/telemetry/ready`)).status).toBe(503)
    const count = async () => ((await (await fetch(`${server.url}/api/telemetry`)).json()) as { readonly summary: { readonly actions: number } }).summary.actions
    expect(await count()).toBe(accepted.length)
    rmSync(join(folder, 'ballast'))
    await sendUntil(200)
    expect((await fetch(`${server.url}/api/telemetry/ready`)).status).toBe(200)
    expect(await count()).toBe(accepted.length)
    await server.stop()
  })

  it('that is read-only stops the start with a sentence, and makes no database elsewhere', async () => {
    const folder = createTemporaryFolder()
    const before = await startServer(join(folder, 'telemetry.db'), 'quiet')
    expect((await post(before.url, '0')).status).toBe(200)
    await before.stop()
    const files = readdirSync(folder)
    await expect(startReadOnly(folder)).rejects.toThrow(/telemetry\.db cannot be opened for writing .*this process may write there/)
    expect(readdirSync(folder)).toEqual(files)
  })
})

it('a lost index of the log (-shm) costs nothing', { timeout }, async () => {
  const path = join(createTemporaryFolder(), 'shm.db')
  const server = await startServer(path, 'quiet')
  for (const id of ['0', '1', '2']) expect((await post(server.url, id)).status).toBe(200)
  await killHard(server)
  rmSync(`${path}-shm`)
  const next = await startServer(path, 'quiet')
  expect((await post(next.url, '3')).status).toBe(200)
  await next.stop()
  expect(new Set(idsIn(path))).toEqual(new Set(['0', '1', '2', '3']))
})
