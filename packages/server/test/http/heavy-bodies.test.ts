import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { api, server } from './admin-setup'

const kiB = 1024

/** One event in a body of so many bytes, which gzip makes small. */
const sendBody = (telemetry: ReturnType<typeof server>, bytes: number, remoteAddress = '203.0.113.7') => {
  const event = JSON.stringify({ type: 'page_view', page: '/dashboard' })
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
  return telemetry.fetch(new Request(api(), { method: 'POST', headers, body: gzipSync(event.padEnd(bytes)) }), { remoteAddress })
}

const statuses = async (telemetry: ReturnType<typeof server>, bodies: readonly number[]) => {
  const found: number[] = []
  for (const bytes of bodies) found.push((await sendBody(telemetry, bytes)).status)
  return found
}

it('a body counts as another request for each 16 KiB of JSON, however small gzip has made it', async () => {
  const telemetry = server({ rateLimit: { requests: 40, perSeconds: 20 } })
  expect(await statuses(telemetry, [200 * kiB, 200 * kiB, 200 * kiB, 200 * kiB])).toEqual([200, 200, 200, 429])
  expect((await sendBody(telemetry, 200 * kiB, '203.0.113.8')).status).toBe(200)
})

it('a body of usual size counts as one request', async () => {
  const telemetry = server({ rateLimit: { requests: 3, perSeconds: 20 } })
  expect(await statuses(telemetry, [16 * kiB - 1, 100, 16 * kiB - 1, 100])).toEqual([200, 200, 200, 429])
})

it('a body that is worth more requests than the limit allows is taken when it comes alone', async () => {
  expect(await statuses(server({ rateLimit: { requests: 2, perSeconds: 20 } }), [1000 * kiB, 100])).toEqual([200, 429])
  expect(await statuses(server({ rateLimit: { requests: 1, perSeconds: 20 } }), [1000 * kiB, 100])).toEqual([200, 429])
})

it('a body is not counted where nothing is', async () => {
  expect(await statuses(server({ rateLimit: false }), [1000 * kiB, 1000 * kiB])).toEqual([200, 200])
})

it('a body as deep as the deepest that can be allowed is cleaned, not refused', async () => {
  const telemetry = server({ limits: { jsonDepth: 1000 } })
  const levels = 998
  const body = `{"type":"action","action":"save","metadata":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`
  const response = await telemetry.fetch(new Request(api(), { method: 'POST', headers: { 'content-type': 'application/json' }, body }), { remoteAddress: '203.0.113.7' })
  expect({ status: response.status, ...((await response.json()) as object) }).toMatchObject({ status: 200, accepted: 1 })
})
