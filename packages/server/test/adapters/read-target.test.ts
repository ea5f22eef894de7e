import { afterEach, expect, it } from 'vitest'
import { readTarget } from '../../src/adapters/read-target'
import { openRaw } from '../http/raw-connection'
import { createRawServers } from '../http/raw-server'

it.each([
  ['a path', '/api/telemetry?days=7', { path: '/api/telemetry', query: 'days=7', host: null }],
  ['a path that holds an address', '/r?to=http://a.example/b', { path: '/r', query: 'to=http://a.example/b', host: null }],
  ['a path that begins like a host', '//evil.example/x', { path: '//evil.example/x', query: '', host: null }],
  ['a whole address', 'http://shop.example:8080/api/telemetry?days=7', { path: '/api/telemetry', query: 'days=7', host: 'shop.example:8080' }],
  ['a whole address in capitals', 'HTTPS://Shop.example/', { path: '/', query: '', host: 'Shop.example' }],
  ['a whole address without a path', 'http://[::1]:3000?days=7', { path: '/', query: 'days=7', host: '[::1]:3000' }],
  ['a whole address that names somebody', 'http://ada:secret@shop.example/x', { path: '/x', query: '', host: 'shop.example' }],
  ['a whole address without a host', 'http:///x', { path: 'http:///x', query: '', host: null }],
  ['another scheme', 'ftp://shop.example/x', { path: 'ftp://shop.example/x', query: '', host: null }],
  ['the server itself', '*', { path: '*', query: '', host: null }],
])('reads %s', (_name, target, read) => {
  expect(readTarget(target)).toEqual(read)
})

const { start, servers } = createRawServers()
afterEach(servers.close)

it('a server takes a whole address, and its host instead of the header', async () => {
  const { port } = await start({ allowedHosts: ['shop.example'] })
  const ask = async (target: string, host: string) => (await openRaw(port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`).closed).slice(9, 12)
  expect(await ask('http://shop.example/api/telemetry/health', 'other.example')).toBe('200')
  expect(await ask('http://other.example/api/telemetry/health', 'shop.example')).toBe('421')
  expect(await ask('/api/telemetry/health', 'shop.example')).toBe('200')
})
