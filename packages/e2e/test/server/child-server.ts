import { createHttpServer, createTelemetryServer, drainHttpServer, sqliteStore } from '@parel/telemetry-server'
import type { AddressInfo } from 'node:net'

// A server in a process of its own, for tests that kill or trace it. `early` answers before anything is written: the control that every
// durability test must catch. `full` and `normal` are the two durabilities, without jobs that would sync the file by themselves.

const [database = 'telemetry.db', mode = 'real'] = process.argv.slice(2)
const real = sqliteStore({ path: database, durability: mode === 'normal' ? 'normal' : 'full' })
const early = {
  ...real,
  insert(batch: Parameters<typeof real.insert>[0]) {
    // Held back as long as a memory buffer would hold it.
    setTimeout(() => void real.insert(batch).catch(() => undefined), 150)
    return Promise.resolve({ stored: batch.events.length, duplicates: 0, dropped: new Map<string, number>() })
  },
}
const telemetry = createTelemetryServer({ store: mode === 'early' ? early : real, enabled: true, rateLimit: false, adminToken: 'kill-harness-0123456789-abcdefghij' })
const server = createHttpServer(telemetry.listener)
await telemetry.store()

// Aggregation and clean-up run all the time, so that kills hit them too.
const runJobs = () => void telemetry.aggregate().then(() => telemetry.cleanup()).catch(() => undefined)
const jobs = mode === 'real' || mode === 'early' ? setInterval(runJobs, 60) : undefined

server.listen(0, '127.0.0.1', () => process.stdout.write(`pid ${process.pid} http://127.0.0.1:${(server.address() as AddressInfo).port}\n`))

process.once('SIGTERM', () => {
  clearInterval(jobs)
  process.once('SIGTERM', () => process.exit(1))
  void drainHttpServer(server)
    .then(() => telemetry.close())
    .then(() => real.close())
    .then(() => process.exit(0))
})
