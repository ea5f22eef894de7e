import { expect, it } from 'vitest'
import { api, server } from './admin-setup'

const ask = (origin: string, listed: string) => server({ allowedOrigins: [listed] }).fetch(new Request(api(), { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } }))

it.each(['capacitor://localhost', 'ionic://localhost', 'tauri://localhost', 'chrome-extension://mhfbmdgcfjbbpaeojofohoefgiehjai', 'moz-extension://6b3ab59c-8b5e-4a1c-9d0a-3f2c5a7e1b90'])('an app or an extension around the page may be listed: %s', async (origin) => {
  const answer = await ask(origin, `${origin.toUpperCase()}/`)
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, origin])
  expect((await ask('capacitor://evil', origin)).status).toBe(403)
})

it.each(['capacitor://', 'capacitor:localhost', 'htps://shop.example'])('what is no origin is refused: %s', async (listed) => {
  await expect(async () => ask('capacitor://localhost', listed)).rejects.toThrow(/Give an origin such as/)
})
