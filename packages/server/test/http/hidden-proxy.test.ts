import { afterEach, describe, expect, it } from 'vitest'
import { openRaw } from './raw-connection'
import { createRawServers } from './raw-server'

const { start, servers } = createRawServers()
afterEach(servers.close)

/** Asks who one is, with the first line and the headers as a proxy writes them. */
async function askRole(first: string, lines: readonly string[]): Promise<unknown> {
  const { port } = await start()
  const raw = openRaw(port, `${[`GET /api/telemetry/session ${first}`, `Host: 127.0.0.1:${port}`, ...lines].join('\r\n')}\r\n\r\n`)
  const text = await raw.until('"login"')
  raw.socket.destroy()
  return JSON.parse(text.slice(text.indexOf('{')))
}

describe('this machine, without a token', () => {
  it.each<[string, string, readonly string[]]>([
    ['a browser', 'HTTP/1.1', ['Connection: keep-alive', 'Sec-Fetch-Site: same-origin']],
    ['a program that asks once', 'HTTP/1.1', ['Connection: close']],
  ])('is %s', async (_name, first, lines) => {
    expect(await askRole(first, lines)).toEqual({ role: 'admin', login: 'open' })
  })

  // Captured from nginx 1.22: `proxy_pass http://127.0.0.1:3300;` and nothing else; with connections kept, as 1.29.7 does by itself; with the lines for WebSockets.
  it.each<[string, string, readonly string[]]>([
    ['a visitor of nginx without settings', 'HTTP/1.0', ['Connection: close', 'Sec-Fetch-Site: same-origin']],
    ['a visitor of nginx that keeps connections', 'HTTP/1.1', ['Sec-Fetch-Site: same-origin']],
    ['a visitor of nginx with a copied upgrade', 'HTTP/1.1', ['Connection: upgrade']],
  ])('is not %s', async (_name, first, lines) => {
    expect(await askRole(first, lines)).toEqual({ role: null, login: 'token' })
  })
})
