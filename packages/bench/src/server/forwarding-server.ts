import { createBackgroundWork, createHttpServer, createTelemetryServer } from '@parel/telemetry-server'
import { serveBench } from './serve-bench.ts'

// node forwarding-server.ts DATABASE [WEBHOOK]: the product with a destination, or with none.

const [database = 'product.db', webhook = ''] = process.argv.slice(2)
const background = createBackgroundWork({ store: () => telemetry.store(), environment: { TELEMETRY_WEBHOOK_URL: webhook, TELEMETRY_SCHEDULE: 'false' } })
const telemetry = createTelemetryServer({ database, rateLimit: false, enabled: true, schedule: false, limits: { sessionEvents: 1e9 }, forwarders: background })
await telemetry.store()
background.start()
serveBench(createHttpServer(telemetry.listener))
