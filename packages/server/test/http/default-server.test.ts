import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aggregateTelemetryDaily, cleanupOldTelemetry, ConfigError, createTelemetryServer, GET, getDefaultServer, POST } from '../../src/index'
import { prepareFolder } from '../prepare-folder'

const key = Symbol.for('@parel/telemetry-server')
const token = 'test-token-0123456789-abcdefghijklmn'
const folder = prepareFolder()

beforeEach(async () => {
  Object.assign(process.env, { TELEMETRY_DATABASE: folder('telemetry.db'), TELEMETRY_ADMIN_TOKEN: token, TELEMETRY_SCHEDULE: 'false' })
})
afterEach(async () => {
  const shared = globalThis as { [key]?: ReturnType<typeof getDefaultServer> }
  await shared[key]?.close()
  delete shared[key]
  delete process.env.TELEMETRY_DATABASE
  delete process.env.TELEMETRY_ADMIN_TOKEN
  delete process.env.TELEMETRY_SCHEDULE
})

const post = (body: string) => POST(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
const read = async (query = '') => (await GET(new Request(`http://host.example/api/telemetry${query}`, { headers: { authorization: `Bearer ${token}` } }))).json()

describe('the handlers of a route file', () => {
  it('record into the file of the environment and report from it', async () => {
    expect(await (await post('{"type":"page_view","page":"/dashboard","sessionId":"abc-123-def-456"}')).json()).toMatchObject({ success: true, accepted: 1 })
    expect(await read()).toMatchObject({ summary: { pageViews: 1 } })
  })

  it('store what the guide promises of an address and of metadata', async () => {
    await post('{"type":"page_view","page":"/profile/abc-123-def-456?tab=settings&userId=789","metadata":{"email":"a@b.example","button":"ok"}}')
    const { events } = await (await getDefaultServer().store()).readEvents({ limit: 1 })
    expect(events).toMatchObject([{ page: '/profile/[id]', metadata: { button: 'ok' } }])
  })
})

describe('a default server that was closed', () => {
  it.each([
    ['asked for', async () => void (await getDefaultServer().store())],
    ['to aggregate', async () => void (await aggregateTelemetryDaily())],
    ['to clean up', async () => void (await cleanupOldTelemetry(30))],
    ['to report', async () => void (await read())],
  ])('is opened anew when it is needed %s', async (_name, work) => {
    await post('{"type":"page_view","page":"/dashboard"}')
    await getDefaultServer().close()
    await work()
    expect(await (await post('{"type":"page_view","page":"/pricing"}')).json()).toMatchObject({ success: true, accepted: 1 })
    expect(await read()).toMatchObject({ summary: { pageViews: 2 } })
  })

  it('refuses while it is being closed, and leaves the file alone until it is asked again', async () => {
    const server = getDefaultServer()
    await server.store()
    const closing = server.close()
    expect((await post('{"type":"page_view","page":"/dashboard"}')).status).toBe(503)
    await closing
    await server.close()
    expect(getDefaultServer()).not.toBe(server)
    expect(getDefaultServer()).toBe(getDefaultServer())
  })

  it('is not left open by a job', async () => {
    await getDefaultServer().store()
    await getDefaultServer().close()
    await aggregateTelemetryDaily()
    expect((globalThis as { [key]?: unknown })[key]).toBeUndefined()
  })
})

describe('the guide’s jobs', () => {
  it('compute the days that changed and leave the answers as they were', async () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString()
    await post(`[{"type":"api_call","page":"/api/user","duration":120,"createdAt":"${yesterday}","metadata":{"statusCode":500}}]`)
    const before = await read('?days=3')
    expect(await aggregateTelemetryDaily()).toEqual([yesterday.slice(0, 10)])
    expect(await aggregateTelemetryDaily()).toEqual([])
    expect(await read('?days=3')).toEqual(before)
  })

  it('delete nothing that is young', async () => {
    await post('{"type":"page_view","page":"/dashboard"}')
    expect(await cleanupOldTelemetry(30)).toBe(0)
    expect(await read()).toMatchObject({ summary: { pageViews: 1 } })
  })

  it('make no database where there is none: a cron line in a wrong folder hears of it', async () => {
    const database = folder('telemetry.db')
    const refusal = new ConfigError(`There is no database at ${database}. Give TELEMETRY_DATABASE, or run this in the folder of the app; the first event that is recorded creates one.`)
    await expect(aggregateTelemetryDaily()).rejects.toEqual(refusal)
    await expect(cleanupOldTelemetry(30)).rejects.toEqual(refusal)
    expect(existsSync(database)).toBe(false)
  })

  it('tell which path they looked at', async () => {
    process.env.TELEMETRY_DATABASE = './none/telemetry.db'
    await expect(aggregateTelemetryDaily()).rejects.toThrow(`There is no database at ${resolve('none/telemetry.db')}.`)
  })

  it('work in the process of a server that has recorded nothing yet', async () => {
    getDefaultServer()
    expect(await aggregateTelemetryDaily()).toEqual([])
    expect(await cleanupOldTelemetry(30)).toBe(0)
  })

  it('fold and keep as the server does that records into the file, although its options stand in its code', async () => {
    const dayMs = 86_400_000
    const app = createTelemetryServer({ enabled: true, minSessions: 3, retentionDays: 90, now: () => Date.now() - 40 * dayMs })
    app.client.trackPageView('/dashboard', 'abc-123-def-456')
    await app.client.flush()
    await app.close()
    expect(await aggregateTelemetryDaily()).toHaveLength(1)
    const store = await getDefaultServer().store()
    const day = Math.floor(Date.now() / dayMs) - 40
    expect((await store.readAggregates({ from: day - 1, to: day + 1 }, Date.now())).filter(({ type }) => type === 'page_view')).toMatchObject([{ context: '(rare)', count: 1, live: false }])
    expect((await store.health(Date.now())).rawEvents).toBe(1)
  })

  it('close the file again when nobody else has it open', async () => {
    const other = createTelemetryServer()
    await other.store()
    await other.close()
    expect(await aggregateTelemetryDaily()).toEqual([])
    expect((globalThis as { [key]?: unknown })[key]).toBeUndefined()
  })
})
