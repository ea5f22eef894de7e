import { expect, it } from 'vitest'
import { api, server } from './admin-setup'

const ask = (origin: string, listed: string) => server({ allowedOrigins: [listed] }).fetch(new Request(api(), { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } }))

it.each(['app://-', 'app://bundle', 'capacitor://localhost', 'ionic://localhost', 'tauri://localhost', 'chrome-extension://mhfbmdgcfjbbpaeojofohoefgiehjai', 'moz-extension://6b3ab59c-8b5e-4a1c-9d0a-3f2c5a7e1b90'])('an app or an extension around the page may be listed: %s', async (origin) => {
  const answer = await ask(origin, `${origin.toUpperCase()}/`)
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, origin])
  expect((await ask('capacitor://evil', origin)).status).toBe(403)
})

it('a page without an origin of its own cannot be listed, and is told so with the cure, where it is listed and where it asks', async () => {
  const cure = /sandboxed frame.*"\*".*every page/
  for (const listed of ['null', 'Null']) await expect(async () => ask('null', listed)).rejects.toThrow(cure)
  const refused = await ask('null', 'https://shop.example')
  expect([refused.status, await refused.json()]).toEqual([403, { success: false, error: { code: 'origin_denied', message: expect.stringMatching(cure) } }])
  const allowed = await ask('null', '*')
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
})

it('a request that names no origin is told that, and not to list it', async () => {
  const answer = await server({ allowedOrigins: ['https://shop.example'] }).fetch(new Request(api(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[]' }))
  expect([answer.status, await answer.json()]).toEqual([403, { success: false, error: { code: 'origin_denied', message: expect.stringMatching(/names no origin.*allowedOrigins.*header Origin/) } }])
})

it.each(['capacitor://', 'capacitor:localhost', 'htps://shop.example'])('what is no origin is refused: %s', async (listed) => {
  await expect(async () => ask('capacitor://localhost', listed)).rejects.toThrow(/Give an origin such as/)
})

it('a preflight that names no origin is not told of a list where there is none', async () => {
  const answer = await server().fetch(new Request(api(), { method: 'OPTIONS' }))
  expect([answer.status, await answer.json()]).toEqual([403, { success: false, error: { code: 'origin_denied', message: 'This request names no origin, so it is no preflight. Send the header Origin, or use POST.' } }])
})

it.each(['/session', '/shares', '/test-event', '/live'])('a refusal of %s cannot be read by pages of other origins: only recording is for them', async (path) => {
  const answer = await server({ allowedOrigins: ['https://shop.example'] }).fetch(new Request(api(path), { method: 'POST', headers: { origin: 'https://shop.example', 'content-type': 'application/json' }, body: '[]' }))
  expect([answer.status < 400, answer.headers.get('access-control-allow-origin')]).toEqual([false, null])
})

it.each(['', '/'])('a refusal of recording can be read by listed pages, with a slash behind the address too: %j', async (end) => {
  const answer = await server({ allowedOrigins: ['https://shop.example'] }).fetch(new Request(api(end), { method: 'POST', headers: { origin: 'https://shop.example', 'content-type': 'application/json' }, body: 'no json' }))
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, 'https://shop.example'])
})
