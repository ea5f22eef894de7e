import { afterEach, describe, expect, it } from 'vitest'
import { drainHttpServer } from '../../src/index'
import { fakeStore } from './fake-store'
import { openRaw } from './raw-connection'
import { body, createRawServers, head, statusOf, whole } from './raw-server'

const { start, servers } = createRawServers()
afterEach(servers.close)

describe('a body that is too big', () => {
  it('is refused by its declared length before it is read', async () => {
    const { port } = await start()
    const text = await openRaw(port, `${head(['Content-Length: 10737418240'])}${'x'.repeat(1024)}`).closed
    expect(statusOf(text)).toBe(413)
    expect(text).toMatch(/connection: close/i)
  })

  it('is refused at the crossing byte when it comes in chunks without end', async () => {
    const { port, server } = await start({ limits: { bodyBytes: 4096 } })
    // Seen from the server when it has answered: how much the client sends meanwhile is up to the machine.
    const read = new Promise<number>((resolve) => server.once('request', (request, response) => response.once('finish', () => resolve(request.socket.bytesRead))))
    const raw = openRaw(port, head(['Transfer-Encoding: chunked']))
    const chunk = `400\r\n${'x'.repeat(1024)}\r\n`
    const timer = setInterval(() => raw.socket.write(chunk), 5)
    const text = await raw.closed
    clearInterval(timer)
    expect(statusOf(text)).toBe(413)
    // One packet more than the limit at most, whatever its size.
    expect(await read).toBeLessThan(128 * 1024)
  })
})

describe('a body that comes in one packet with its headers', () => {
  it('keeps the connection when it is refused', async () => {
    const { port } = await start()
    const raw = openRaw(port, `${head(['Content-Length: 1'])}{${whole}`)
    const text = await raw.until('"success":true')
    expect(statusOf(text)).toBe(400)
    expect(text).not.toMatch(/connection: close/i)
    raw.socket.destroy()
  })

  it('tells its end to whoever waits for it', async () => {
    const { server, port } = await start()
    const ended = new Promise((resolve) => server.prependListener('request', (request) => request.once('close', () => resolve(request.readableEnded))))
    const raw = openRaw(port, whole)
    expect(await ended).toBe(true)
    raw.socket.destroy()
  })

  it('is read to its end when it comes in two', async () => {
    const { server, port, store } = await start()
    const raw = openRaw(port, whole.slice(0, -10))
    server.once('request', () => raw.socket.write(whole.slice(-10)))
    expect(statusOf(await raw.until('"success":true'))).toBe(200)
    expect((store as ReturnType<typeof fakeStore>).batches).toHaveLength(1)
    raw.socket.destroy()
  })
})

describe('a client that goes away', () => {
  it('in the middle of its body leaves nothing half done', async () => {
    const store = fakeStore()
    const { port } = await start({ store })
    for (let index = 0; index < 200; index++) {
      const raw = openRaw(port, `${head(['Content-Length: 100'])}{"type"`)
      raw.socket.once('connect', () => setImmediate(() => raw.socket.destroy()))
      await raw.closed
    }
    expect(store.batches).toHaveLength(0)
    expect(statusOf(await openRaw(port, whole).until('"accepted":1'))).toBe(200)
  })
})

describe('a request that could be two', () => {
  it.each([
    ['two lengths', head(['Content-Length: 5', 'Content-Length: 6'])],
    ['length and chunks', head(['Content-Length: 5', 'Transfer-Encoding: chunked'])],
    ['an odd transfer encoding', head(['Transfer-Encoding: xchunked'])],
    ['a space before the colon', head(['Content-Length : 5'])],
    ['a bare line feed', 'POST /api/telemetry HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n'],
    ['a folded line', head(['X-A: 1', ' 2'])],
    ['NUL in a header', head(['X-A: a\0b'])],
    ['a signed length', head(['Content-Length: +5'])],
  ])('is refused and the connection closed: %s', async (_name, bytes) => {
    const store = fakeStore()
    const { port } = await start({ store })
    const text = await openRaw(port, `${bytes}${whole}`).closed
    expect(statusOf(text)).toBe(400)
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(store.batches).toHaveLength(0)
  })
})

describe('a request without a host', () => {
  it('is refused', async () => {
    const { port } = await start()
    expect(statusOf(await openRaw(port, 'POST /api/telemetry HTTP/1.1\r\nContent-Length: 0\r\n\r\n').closed)).toBe(400)
  })
})

describe('too many headers', () => {
  it.each([
    ['9 KiB', [`X-Long: ${'a'.repeat(9 * 1024)}`]],
    ['101 fields', Array.from({ length: 98 }, (_, index) => `X-${index}: 1`)],
  ])('are refused: %s', async (_name, lines) => {
    const { port } = await start()
    expect(statusOf(await openRaw(port, head([...lines, 'Content-Length: 0'])).closed)).toBe(431)
  })

  it('are accepted up to 100 fields', async () => {
    const { port } = await start()
    const lines = Array.from({ length: 97 }, (_, index) => `X-${index}: 1`)
    expect(statusOf(await openRaw(port, head([...lines.slice(1), `Content-Length: ${body.length}`]) + body).until('"accepted":1'))).toBe(200)
  })
})

describe('an odd method', () => {
  it.each(['TRACE', 'PROPFIND', 'PURGE'])('is refused: %s', async (method) => {
    const { port } = await start()
    const text = await openRaw(port, `${method} /api/telemetry HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`).closed
    expect(statusOf(text)).toBe(405)
    expect(text).toMatch(/allow: GET, HEAD, POST, OPTIONS/i)
    expect(text).not.toMatch(/x-powered-by|\nserver:/i)
  })

  it('that would open a tunnel ends the connection', async () => {
    const { port } = await start()
    expect(await openRaw(port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n').closed).not.toMatch(/ 200 /)
  })
})

describe('stopping', () => {
  it('answers what was begun, takes nothing new, and ends', async () => {
    let release = () => {}
    const store = fakeStore()
    const held = { ...store, insert: (batch: Parameters<typeof store.insert>[0]) => new Promise<void>((resolve) => (release = resolve)).then(() => store.insert(batch)) }
    const { port, server } = await start({ store: held })
    const raw = openRaw(port, whole)
    await new Promise((resolve) => server.once('request', resolve))
    const drained = drainHttpServer(server)
    await expect(fetch(`http://127.0.0.1:${port}/api/telemetry/health`)).rejects.toThrow('fetch failed')
    release()
    expect(statusOf(await raw.closed)).toBe(200)
    await drained
    expect(store.batches).toHaveLength(1)
    servers.forget()
  })

  it('cuts a connection that holds back its last byte', async () => {
    const { port, server } = await start()
    const raw = openRaw(port, whole.slice(0, -1))
    await new Promise((resolve) => server.once('request', resolve))
    await drainHttpServer(server, 50)
    expect(await raw.closed).toBe('')
    servers.forget()
  })
})
