import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTelemetryServer, memoryStore, type TelemetryServer } from '../../src/index'
import { createDailyJobs } from '../../src/jobs/daily-jobs'
import { silentLogger } from '../../src/logger'
import type { TelemetryStore } from '../../src/store/store'

const now = Date.UTC(2026, 4, 20, 12)
const opened: TelemetryServer[] = []

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close()
})

/** A server on a store that notes what the jobs ask of it; the first is its zone, which fails as often as there are failures. */
function serve(schedule?: boolean, failures: Error[] = []) {
  const asked: string[] = []
  const memory = memoryStore()
  const store = {
    ...memory,
    async health(at: number) {
      asked.push('zone')
      const failure = failures.shift()
      if (failure) throw failure
      return memory.health(at)
    },
    aggregate: (options: Parameters<typeof memory.aggregate>[0]) => (asked.push('aggregate'), memory.aggregate(options)),
    cleanup: (options: Parameters<typeof memory.cleanup>[0]) => (asked.push('cleanup'), memory.cleanup(options)),
  }
  const server = createTelemetryServer({ store, now: () => now, enabled: true, logger: silentLogger, ...(schedule !== undefined && { schedule }) })
  opened.push(server)
  return { server, asked }
}

describe('the daily jobs of an embedded server', () => {
  it('run once the store is open, in their order, when they are asked for', async () => {
    const { server, asked } = serve(true)
    expect(asked).toEqual([])
    await server.store()
    await expect.poll(() => asked).toEqual(['zone', 'aggregate', 'cleanup'])
  })

  it.each([
    ['are left to the host whose store it is', undefined, []],
    ['have begun before a server that is closed at once is gone, when they are asked for', true, ['zone']],
  ])('%s', async (_name, schedule, expected) => {
    const { server, asked } = serve(schedule)
    await server.store()
    await server.close()
    expect(asked.slice(0, 1)).toEqual(expected)
  })

  it('begin with a later request where the store could not be read at the first', async () => {
    const { server, asked } = serve(true, [new Error('locked')])
    await server.store()
    await expect.poll(() => asked).toEqual(['zone'])
    await expect.poll(async () => (await server.store(), asked)).toEqual(['zone', 'zone', 'aggregate', 'cleanup'])
  })

  it('do not begin where they were stopped while the store told its zone', async () => {
    const asked: string[] = []
    const memory = memoryStore()
    const { promise: isFree, resolve: free } = Promise.withResolvers<void>()
    const store = { ...memory, health: (at: number) => isFree.then(() => memory.health(at)), readSetting: async () => (asked.push('schedule'), null) }
    const jobs = createDailyJobs({ schedule: true, retentionDays: 30, now: () => now, logger: silentLogger }, async () => store)
    void jobs.start()
    const stopped = jobs.stop()
    free()
    await stopped
    expect(asked).toEqual([])
  })

  it('are told to end, and are waited for', async () => {
    const begun = Promise.withResolvers<void>()
    const ended: string[] = []
    const aggregate: TelemetryStore['aggregate'] = async ({ signal }) => {
      begun.resolve()
      await new Promise((resolve) => signal?.addEventListener('abort', () => setImmediate(resolve)))
      ended.push('job')
      return { days: [] }
    }
    const jobs = createDailyJobs({ schedule: true, retentionDays: 30, now: () => now, logger: silentLogger }, async () => ({ ...memoryStore(), aggregate }))
    await jobs.start()
    await begun.promise
    await jobs.stop()
    expect(ended).toEqual(['job'])
  })

  it('that cannot begin are told to the host by the kind of the error', async () => {
    const error = vi.fn<typeof silentLogger.error>()
    const jobs = createDailyJobs({ schedule: true, retentionDays: 30, now: () => now, logger: { ...silentLogger, error } }, () => Promise.reject(new TypeError('of /home/ada')))
    await jobs.start()
    expect(error.mock.calls).toEqual([['the schedule could not start', { error: 'TypeError' }]])
  })

  it('are on for the file that the server opens itself', () => {
    expect(createTelemetryServer({ database: './never-opened.db' }).options.schedule).toBe(true)
  })
})
