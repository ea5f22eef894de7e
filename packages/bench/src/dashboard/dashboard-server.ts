import { createHttpServer, createTelemetryServer } from '@parel/telemetry-server'
import { serveBench } from '../server/serve-bench.ts'

// The product over an existing file, with a dashboard that lets everybody on this machine in.

const telemetry = createTelemetryServer({ database: process.argv[2] ?? 'dashboard.db', rateLimit: false, enabled: true, authorize: () => true })
await telemetry.store()
serveBench(createHttpServer(telemetry.listener))
