import { afterEach, expect, it } from 'vitest'
import { createTelemetryServer, type TelemetryServer } from '../../src/index'
import { memoryStore } from '../../src/store/memory'

let telemetry: TelemetryServer
const errors: string[] = []
const note = (message: string) => void errors.push(message)
const start = () => (telemetry = createTelemetryServer({ store: memoryStore(), enabled: true, logger: { debug() {}, info() {}, warn: note, error: note } }))
const post = (body: BodyInit) => telemetry.fetch(new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' } as RequestInit))
afterEach(() => {
  errors.length = 0
  return telemetry.close()
})

it('takes a body that breaks off for what it is: nothing is stored, and it is no fault of the server', async () => {
  start()
  const broken = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"type"')),
    pull: (controller) => controller.error(new TypeError('terminated')),
  })
  const answer = await post(broken)
  expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 400, body: { success: false, error: { code: 'aborted', message: 'The client disconnected.' } } })
  expect(errors).toEqual([])
  expect((await (await telemetry.store()).health(0)).received).toBe(0)
})

it.each([
  ['read', async (request: Request) => void (await request.text())],
  ['held by a reader', async (request: Request) => void request.body?.getReader()],
])('says so where the host has the body: it was %s', async (_name, take) => {
  start()
  const request = new Request('http://host.example/api/telemetry', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"page_view","page":"/a"}' })
  await take(request)
  const answer = await telemetry.fetch(request)
  expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 500, body: { error: { code: 'body_taken' } } })
})

it('stores nothing more once it is closed, though the store is the host’s and open', async () => {
  start()
  expect((await post('{"type":"page_view","page":"/a"}')).status).toBe(200)
  const store = await telemetry.store()
  await telemetry.close()
  const answer = await post('{"type":"page_view","page":"/a"}')
  expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 503, body: { error: { code: 'store_unavailable' } } })
  expect((await store.health(0)).stored).toBe(1)
})

it.each([
  ['below a prefix it was not told of', '/tools/api/telemetry', true],
  ['below a prefix it was not told of, the dashboard', '/tools/admin/telemetry/assets/index.js', true],
  ['at an address of its own that does not exist', '/api/telemetry/nothing', false],
])('answers 404 %s, and names basePath where that is the cure', async (_name, path, isNamed) => {
  start()
  const answer = await telemetry.fetch(new Request(`http://host.example${path}`))
  const { error } = (await answer.json()) as { error: { message: string } }
  expect([answer.status, error.message.includes('basePath')]).toEqual([404, isNamed])
})
