// Run by check-runtimes.ts in Node, Bun and Deno: uses a server as an app would and prints the results as one line of JSON.
import { createTelemetryServer } from '@parel/telemetry-server'

const [database = '', copy = ''] = process.argv.slice(-2)
const token = 'runtimes-0123456789-abcdefghijklmnop'
const address = 'http://host.example/api/telemetry'
const asAdmin = { authorization: `Bearer ${token}` }
const open = (timeZone?: string) => createTelemetryServer({ database, timeZone, enabled: true, schedule: false, rateLimit: false, adminToken: token })
const deflate = async (bytes: BlobPart) => new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()

// Node spells this zone otherwise, so another runtime opens files in which it has another name.
let telemetry = open('Asia/Calcutta')
const post = (body: BodyInit, query = '') => telemetry.fetch(new Request(address + query, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
const event = JSON.stringify([{ type: 'page_view', page: '/a' }, { type: 'api_call', page: '/api/user', duration: 98, metadata: { statusCode: 200 } }])
const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await post(event)).status))
const yesterday = new Date(Date.now() - 86_400_000).toISOString()
await post(JSON.stringify({ type: 'page_view', page: '/a', createdAt: yesterday }))
const days = (await telemetry.aggregate()).length
const deleted = await telemetry.cleanup(30)
await telemetry.close()

telemetry = open('Asia/Kolkata')
const gzip = (await post(await deflate(JSON.stringify({ type: 'action', action: 'save' })), '?enc=gzip')).status
const bomb = (await post(await deflate(new Uint8Array(30_000_000)), '?enc=gzip')).status
const { summary } = (await (await telemetry.fetch(new Request(`${address}?include=all&compare=previous`, { headers: asAdmin }))).json()) as { readonly summary: object }
await (await telemetry.store()).backup?.(copy)
await telemetry.close()
console.log(JSON.stringify({ statuses: [...new Set(statuses)], days, deleted, gzip, bomb, summary }))
