// @ts-check
import { createHttpServer, createTelemetryServer, drainHttpServer, sqliteStore } from '@parel/telemetry-server'

// The process that is killed, traced or starved: the built server on one file. Started hundreds of times, so it has no types that Node would have to strip.
//
// honest: with aggregation and clean-up all the time · early: answers before it writes, which every durability test must catch ·
// mute: writes and never answers · quiet: without jobs that would sync the file by themselves · normal: quiet, with the weaker durability

/** @typedef {import('@parel/telemetry-server').TelemetryStore} TelemetryStore */

const [path = '', mode = 'honest', port = '0'] = process.argv.slice(2)
const inner = sqliteStore({ path, durability: mode === 'normal' ? 'normal' : 'full' })
const stores = new Map([['early', acknowledgeEarly], ['mute', acknowledgeNever]])
const store = stores.get(mode)?.(inner) ?? inner
await store.open()
const telemetry = createTelemetryServer({ store, enabled: true, rateLimit: false, retentionDays: 30 })
const server = createHttpServer(telemetry.listener)
server.listen(Number(port), '127.0.0.1', () => {
  console.log(`pid ${process.pid}`)
  console.log(`http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`)
  if (mode === 'honest' || mode === 'early') void runJobsForever()
})

process.once('SIGTERM', () => {
  process.once('SIGTERM', () => process.exit(1))
  void drainHttpServer(server)
    .then(() => telemetry.close())
    .then(() => inner.close())
    .then(() => process.exit(0))
})

async function runJobsForever() {
  try {
    for (;;) {
      const now = Date.now()
      const today = Math.floor(now / 86_400_000)
      await inner.aggregate({ now, days: [today - 1, today] })
      // Days beyond the retention are never in this file; the pass still takes the lock, looks, and returns the disk.
      await inner.cleanup({ now, retentionDays: 30 })
    }
  } catch {
    // The store was closed, or the disk of the test is full: requests will report it.
  }
}

/**
 * What must never be built: answers first, writes later.
 *
 * @param {TelemetryStore} honest
 * @returns {TelemetryStore}
 */
function acknowledgeEarly(honest) {
  return {
    ...honest,
    async insert(batch) {
      // Held back as long as a memory buffer would hold it.
      setTimeout(() => void honest.insert(batch).catch(() => null), 50)
      return { stored: batch.events.length, duplicates: 0, dropped: new Map() }
    },
  }
}

/** @param {TelemetryStore} honest @returns {TelemetryStore} */
function acknowledgeNever(honest) {
  return {
    ...honest,
    async insert(batch) {
      await honest.insert(batch)
      return new Promise(() => {})
    },
  }
}
