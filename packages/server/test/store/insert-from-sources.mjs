// One of several processes on one file: stores 400 events in batches of ten and prints how many were acknowledged.
import '../../src/store/sqlite/resolve-sources.mjs'

const { sqliteStore } = await import('../../src/store/sqlite/sqlite-store.ts')
const [path, process_] = process.argv.slice(2)
const noon = Date.UTC(2026, 5, 1, 12)
const store = sqliteStore({ path, busyTimeoutMs: 60_000 })
await store.open()
const batches = Array.from({ length: 40 }, (_, batch) => Array.from({ length: 10 }, (_, index) => ({
  id: `p${process_}-${batch * 10 + index}`, type: 'page_view', page: '/dashboard', action: null, duration: null, metadata: null, sessionId: null, platform: 'web', createdAt: noon,
})))
const results = await Promise.all(batches.map((events) => store.insert({ events, dropped: new Map(), removed: new Map(), stream: null, receivedAt: noon })))
// As text: a number is coloured where the environment forces colours.
console.log(String(results.reduce((sum, { stored }) => sum + stored, 0)))
await store.close()
