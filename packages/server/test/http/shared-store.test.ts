import { rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBackgroundWork } from '../../src/background/background-work'
import { sqliteStore } from '../../src/store/sqlite/sqlite-store'
import type { Forwarder } from '../../src/forwarders/forwarder'
import { silentLogger } from '../../src/logger'
import { createTelemetryServer } from '../../src/telemetry-server'
import { prepareFolder } from '../prepare-folder'

vi.mock('../../src/store/sqlite/sqlite-store', async (load) => {
  const { sqliteStore: real } = await load<typeof import('../../src/store/sqlite/sqlite-store')>()
  return { sqliteStore: vi.fn(real) }
})

const folder = prepareFolder()
beforeEach(() => {
  vi.mocked(sqliteStore).mockClear()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const make = (minSessions = 1) => createTelemetryServer({ database: folder('a.db'), enabled: true, schedule: false, minSessions, logger: silentLogger })
const opened = () => vi.mocked(sqliteStore).mock.calls.length
const read = async (server: ReturnType<typeof make>) => (await server.store()).readSetting('none')

describe('in development, servers that hot reload makes', () => {
  beforeEach(() => vi.stubEnv('NODE_ENV', 'development'))

  it('share the database, and the last one closes it', async () => {
    const servers = [make(), make(), make()]
    await Promise.all(servers.map(read))
    expect(opened()).toBe(1)
    const [first, second, third] = servers
    await first?.close()
    await first?.close()
    await second?.close()
    expect(await read(third ?? make())).toBeNull()
    const last = await third?.store()
    await third?.close()
    await expect(last?.readSetting('none')).rejects.toThrow('closed')
    const again = make()
    expect(await read(again)).toBeNull()
    expect(opened()).toBe(2)
    await again.close()
  })

  it('do not share it with one of other settings', async () => {
    const servers = [make(), make(11)]
    await Promise.all(servers.map(read))
    expect(opened()).toBe(2)
    await Promise.all(servers.map((server) => server.close()))
  })

  it('run the jobs of the newest alone, and keep none of the timers of those before', async () => {
    const running = watchJobs()
    const servers = []
    for (let edit = 1; edit <= 50; edit++) {
      const server = createTelemetryServer({ database: folder('a.db'), enabled: true, logger: silentLogger, routes: edit % 10 === 0 ? ['/edited'] : [] })
      servers.push(server)
      await server.store()
    }
    await vi.waitFor(() => expect(running()).toBe(1))
    await Promise.all(servers.map((server) => server.close()))
  })

  it('send with the destination of the newest alone, and keep none of the timers of the work before', async () => {
    const running = watchJobs()
    const senders: number[] = []
    const made = []
    for (const edit of [1, 2, 3]) {
      const mine: Forwarder = { name: 'mine', fields: ['page'], batchSize: 5, send: async () => (senders.push(edit), { outcome: 'sent' }) }
      const work = createBackgroundWork({ store: () => server.store(), environment: {}, forwarders: [mine], logger: silentLogger })
      const server = createTelemetryServer({ database: folder('a.db'), enabled: true, schedule: false, logger: silentLogger, forwarders: work, routes: edit === 3 ? ['/edited'] : [] })
      await work.start()
      made.push({ work, server })
    }
    made.at(-1)?.server.client.trackPageView('/edited')
    await vi.waitFor(() => expect([senders, running()]).toEqual([[3], 1]), { timeout: 20_000 })
    await Promise.all(made.map(({ work }) => work.stop()))
    await Promise.all(made.map(({ server }) => server.close()))
  })

  it('try again where it could not be opened', async () => {
    writeFileSync(folder('a.db'), 'no database, but a text that is long enough to be read as the header of one, which has a hundred bytes')
    const servers = [make(), make()]
    for (const server of servers) await expect(server.store()).rejects.toThrow('a.db')
    for (const name of ['a.db', 'a.db.damaged']) rmSync(folder(name), { force: true })
    expect(await Promise.all(servers.map(read))).toEqual([null, null])
    await Promise.all(servers.map((server) => server.close()))
  })
})

/** @returns A function that counts the schedules that run. */
function watchJobs(): () => number {
  const [start, end] = [vi.spyOn(globalThis, 'setInterval'), vi.spyOn(globalThis, 'clearInterval')]
  return () => {
    const running = new Set<unknown>()
    start.mock.calls.forEach(([, ms], index) => ms === 30_000 && running.add(start.mock.results[index]?.value))
    for (const [timer] of end.mock.calls) running.delete(timer)
    return running.size
  }
}

it('elsewhere each server has a store of its own', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const servers = [make(), make()]
  await Promise.all(servers.map(read))
  expect(opened()).toBe(2)
  await Promise.all(servers.map((server) => server.close()))
})
