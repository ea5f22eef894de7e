import { createServer } from 'node:http'
import { createTelemetryServer, sqliteStore, type TelemetryStore } from '@parel/telemetry-server'

// The process that is killed: the built server on one file, with aggregation running all the time.

const [path = '', mode = 'honest'] = process.argv.slice(2)
const inner = sqliteStore({ path, ...(mode === 'normal' && { durability: 'normal' as const }) })
const store = mode === 'early' ? acknowledgeEarly(inner) : inner
await store.open()
const telemetry = createTelemetryServer({ store, enabled: true, rateLimit: false, retentionDays: 30 })
const server = createServer(telemetry.listener)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`pid ${process.pid}`)
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
  if (mode !== 'quiet' && mode !== 'normal') void aggregateForever()
})

async function aggregateForever(): Promise<never> {
  for (;;) {
    const now = Date.now()
    await inner.aggregate({ now, days: [Math.floor(now / 86_400_000)] })
    // Days beyond the retention are never in this file; the pass still takes the lock, looks, and returns the disk.
    await inner.cleanup({ now, retentionDays: 30 })
  }
}

/** What must never be built: answers first, writes later. The harness has to catch it. */
function acknowledgeEarly(honest: TelemetryStore): TelemetryStore {
  return {
    ...honest,
    async insert(batch) {
      setTimeout(() => void honest.insert(batch).catch(() => null), 5)
      return { stored: batch.events.length, duplicates: 0, dropped: new Map() }
    },
  }
}
