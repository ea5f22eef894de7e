import { afterEach, describe, expect, it } from 'vitest'
import { createTelemetryServer, memoryStore, type TelemetryServer } from '../../src/index'

const day = 86_400_000
const now = Date.UTC(2026, 4, 20, 12)
const opened: TelemetryServer[] = []

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close()
})

function serve(schedule?: boolean) {
  const ran: string[] = []
  const memory = memoryStore()
  const store = {
    ...memory,
    aggregate: (options: Parameters<typeof memory.aggregate>[0]) => (ran.push('aggregate'), memory.aggregate(options)),
    cleanup: (options: Parameters<typeof memory.cleanup>[0]) => (ran.push('cleanup'), memory.cleanup(options)),
  }
  const server = createTelemetryServer({ store, now: () => now, enabled: true, ...(schedule !== undefined && { schedule }) })
  opened.push(server)
  return { server, ran, store }
}

describe('the daily jobs of an embedded server', () => {
  it('run once the store is open, in their order, when they are asked for', async () => {
    const { server, ran } = serve(true)
    expect(ran).toEqual([])
    await server.store()
    await expect.poll(() => ran).toEqual(['aggregate', 'cleanup'])
  })

  it('are left to the host whose store it is', async () => {
    const { server, ran, store } = serve()
    await server.store()
    await server.close()
    expect(server.options.schedule).toBe(false)
    expect(ran).toEqual([])
    await store.health(now + day)
  })

  it('are on for the file that the server opens itself', () => {
    expect(createTelemetryServer({ database: './never-opened.db' }).options.schedule).toBe(true)
  })
})
