import { afterEach, describe, expect, it } from 'vitest'
import { createRouteHandlers, createTelemetryServer, type TelemetryServer } from '../../src/index'
import { memoryStore } from '../../src/store/memory'

let telemetry: TelemetryServer
const seen: string[] = []
const authorize = ({ url }: Request) => seen.push(new URL(url).pathname) > 0
afterEach(() => telemetry.close())

function start(basePath: string) {
  seen.length = 0
  telemetry = createTelemetryServer({ store: memoryStore(), enabled: true, authorize, basePath })
  return createRouteHandlers(telemetry)
}

// Next.js cuts its basePath off what it hands to a route file, and tells nobody.
describe('below the basePath of Next.js', () => {
  it.each([
    ['names the files of the page by the whole address', '/shop', '/admin/telemetry', '/shop/admin/telemetry'],
    ['knows the prefix that looks like the beginning of an address', '/admin', '/admin/telemetry', '/admin/admin/telemetry'],
    ['leaves the address of a route file in a folder as it is', '/shop', '/shop/admin/telemetry', '/shop/admin/telemetry'],
    ['adds nothing where there is no prefix', '', '/admin/telemetry', '/admin/telemetry'],
    ['takes the slash that Next.js may add', '/shop', '/admin/telemetry/', '/shop/admin/telemetry/'],
  ])('%s', async (_name, basePath, path, whole) => {
    const answer = await start(basePath).GET(new Request(`http://host.example${path}?days=7`))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(`src="${whole.replace(/\/$/, '')}/assets/`)
    expect(new Set(seen)).toEqual(new Set([whole]))
  })

  it('records', async () => {
    const { POST } = start('/shop')
    const body = '{"type":"page_view","page":"/a"}'
    const answer = await POST(new Request('http://host.example/api/telemetry?v=1', { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
    expect(await answer.json()).toMatchObject({ accepted: 1 })
  })
})
