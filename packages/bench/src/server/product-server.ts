import { createHttpServer, createTelemetryServer } from '@parel/telemetry-server'
import { serveBench } from './serve-bench.ts'

// The product as a user runs it; only the rate limit of one source is off, because all load comes from one.
// node product-server.ts DATABASE [ADMIN_TOKEN]

const [database = 'product.db', adminToken = ''] = process.argv.slice(2)
const telemetry = createTelemetryServer({ database, adminToken, rateLimit: false, enabled: true, limits: { sessionEvents: 1e9 } })
await telemetry.store()
serveBench(createHttpServer(telemetry.listener))
