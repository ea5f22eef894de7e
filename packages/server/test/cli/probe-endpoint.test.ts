import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createTelemetryServer, memoryStore, type TelemetryServerOptions } from '../../src/index'
import { prepareFolder } from '../prepare-folder'
import { runWords } from './run-words'

const folder = prepareFolder()
let server: Server | undefined
afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)))
  server = undefined
})

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answer = (status: number, body: string, headers = {}): RequestListener => (_request, response) => response.writeHead(status, headers).end(body)

/** What SvelteKit does with a form's POST: it compares `Origin` with what it takes for its own. */
const svelteKit: RequestListener = ({ method, headers }, response) =>
  method === 'POST' && headers['content-type'] === 'text/plain' && headers.origin !== `https://${headers.host}` ? response.writeHead(403).end('Cross-site POST form submissions are forbidden') : response.end()

async function ask(url: string, ...words: readonly string[]): Promise<{ readonly code: number; readonly endpoint: unknown; readonly database: unknown }> {
  const { code, said } = await runWords(['doctor', '--json', '--url', url, ...words], { TELEMETRY_DATABASE: folder('a.db') })
  const { checks = [] } = JSON.parse(said) as { readonly checks?: readonly { readonly name: string }[] }
  const of = (wanted: string) => checks.find(({ name }) => name === wanted)
  return { code, endpoint: of('endpoint'), database: of('database') }
}

const real = (options: TelemetryServerOptions = {}) => createTelemetryServer({ store: memoryStore(), enabled: true, ...options }).listener

it('doctor tells an app that takes events from one whose file it does not know, and stores nothing', async () => {
  const store = memoryStore()
  const origin = await listen(real({ store }))
  expect(await ask(origin)).toMatchObject({ endpoint: { state: 'ok', says: `POST ${origin}/api/telemetry is answered: events get through` }, database: { state: 'fail', cure: expect.stringContaining('not the path of the app') } })
  expect(await store.health(0)).toMatchObject({ received: 0 })
})

it.each<[string, RequestListener, { readonly says: RegExp; readonly cure: RegExp }]>([
  ['refuses its own origin', svelteKit, { says: /answered 403, and not by telemetry/, cure: /SvelteKit: PROTOCOL_HEADER.*Astro: security\.allowedDomains/ }],
  ['has no such address', answer(404, '<h1>Not found</h1>'), { says: /answered 404, and not by telemetry/, cure: /Mount the handler/ }],
  ['answers with a page', answer(200, '<!doctype html>'), { says: /answered 200, and not by telemetry/, cure: /Mount the handler/ }],
  ['has another API there that takes everything', answer(200, '{"success":true,"data":null}'), { says: /answered 200, and not by telemetry/, cure: /Mount the handler/ }],
  ['has another API there that knows no such address', answer(404, '{"success":false,"error":"Not found"}'), { says: /answered 404, and not by telemetry/, cure: /Mount the handler/ }],
  ['leads elsewhere', answer(308, '', { location: 'https://www.shop.example/api/telemetry' }), { says: /leads to https:\/\/www\.shop\.example/, cure: /as its endpoint/ }],
  ['leads to a login, without what that address carries', answer(302, '', { location: 'https://login.example/in?token=abc#def' }), { says: /leads to https:\/\/login\.example\/in$/, cure: /^Let .* through/ }],
  ['leads to the page of a language', answer(307, '', { location: '/en/api/telemetry' }), { says: /leads to \/en\/api\/telemetry$/, cure: /^Let .* through/ }],
  ['leads to itself with a slash', answer(308, '', { location: '/api/telemetry/' }), { says: /leads to \/api\/telemetry\/$/, cure: /^Give .* as its endpoint/ }],
  ['asks for a login', answer(401, ''), { says: /answered 401, and not by telemetry/, cure: /proxy, a login/ }],
  ['has telemetry switched off', real({ enabled: false }), { says: /recording is switched off/, cure: /TELEMETRY_ENABLED=true/ }],
  ['cannot store', real({ store: { ...memoryStore(), open: () => Promise.reject(new Error('locked')) }, logger: { debug() {}, info() {}, warn() {}, error() {} } }), { says: /answered 500 internal/, cure: /went wrong/ }],
])('doctor tells an app that %s', async (_name, listener, { says, cure }) => {
  const { code, endpoint } = await ask(await listen(listener))
  expect(code).toBe(1)
  expect(endpoint).toMatchObject({ state: 'fail', says: expect.stringMatching(says), cure: expect.stringMatching(cure) })
})

it('doctor tells an app that does not run', async () => {
  const origin = await listen(answer(200, ''))
  await new Promise((resolve) => server?.close(resolve))
  expect(await ask(origin)).toMatchObject({ code: 1, endpoint: { state: 'fail', says: `POST ${origin}/api/telemetry has no answer (ECONNREFUSED)` } })
  server = undefined
})

it.each([
  ['', [], '/api/telemetry'],
  ['/', [], '/api/telemetry'],
  ['/tools/', [], '/tools/api/telemetry'],
  ['/tools/api/telemetry', [], '/tools/api/telemetry'],
  ['/tools/api/telemetry/', [], '/tools/api/telemetry/'],
])('the address of an app may be typed with its path: %j', async (path, words, expected) => {
  const seen: (string | undefined)[] = []
  const origin = await listen(({ url }, response) => void (seen.push(url), response.end()))
  await ask(origin + path, ...words)
  expect(seen).toEqual([expected])
})

it.each(['shop.example', 'ftp://shop.example', 'https://ada:secret@shop.example', 'http://'])('what is no address of an app is refused, without being repeated: %s', async (url) => {
  const { code, said } = await runWords(['doctor', '--url', url], {})
  expect(code).toBe(64)
  expect(said).toContain('Give one without a password, for example http://127.0.0.1:3000.')
  expect(said).not.toContain('secret')
})

it('without an address doctor says both causes of a missing file', async () => {
  const { said } = await runWords(['doctor'], { TELEMETRY_DATABASE: folder('a.db') })
  expect(said).toMatch(/not the path of the app, or no event reaches telemetry.*403.*doctor --url/)
})

it('of a file that is there and cannot be read doctor does not say that the first event creates it', async () => {
  server = createServer()
  await new Promise<void>((resolve) => server?.listen(folder('a.db'), resolve))
  const { code, said } = await runWords(['doctor'], { TELEMETRY_DATABASE: folder('a.db') })
  expect(code).toBe(1)
  expect(said).toContain('a.db cannot be read (ENXIO). Run this as the user that serves, or mend the permissions of the file.')
  expect(said).not.toContain('creates it')
})
