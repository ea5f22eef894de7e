import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createHttpServer, createTelemetryServer, drainHttpServer } from '@parel/telemetry-server'
import { readWords } from './read-words.ts'
import { sendSampleData } from './sample-data.ts'
import { createSite } from './site.ts'
import { readStaticFiles } from './static-files.ts'

const DRAIN_MS = 500
const WRONG_WORDS = 64
const words = readWords(process.argv.slice(2), { database: join(import.meta.dirname, '../.data/telemetry.db') })
if (words.problem !== undefined) {
  console.error(words.problem)
  process.exit(WRONG_WORDS)
}

const { database, port: wantedPort, sampleData } = words
mkdirSync(join(database, '..'), { recursive: true })
if (sampleData) await fillWithSampleData(database)

const telemetry = createTelemetryServer({ database, enabled: true, bots: 'keep' })
const files = await readStaticFiles(join(import.meta.dirname, '../dist'))
const server = createHttpServer(createSite({ telemetry, files }))
await listen(wantedPort)
printAddresses((server.address() as AddressInfo).port)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop())

/** Another demo may be running: then any free port will do. Only this machine can reach it. */
async function listen(port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, '127.0.0.1', resolve)
  return promise.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' || port === 0) throw error
    console.log(`Port ${port} is taken; using another one.`)
    return listen(0)
  })
}

async function fillWithSampleData(database: string): Promise<void> {
  console.log('Sending 30 days of sample traffic …')
  const { accepted, duplicates, refused } = await sendSampleData({ database, now: Date.now(), days: 30 })
  console.log(`${accepted} events stored, ${duplicates} were there already, ${refused} refused.`)
}

function printAddresses(port: number): void {
  const address = `http://127.0.0.1:${port}`
  console.log(`
  Shop        ${address}/
  Plain page  ${address}/about.html
  Dashboard   ${address}/admin/telemetry

  Ctrl-C stops it.
`)
}

async function stop(): Promise<void> {
  await Promise.all([drainHttpServer(server, DRAIN_MS), telemetry.close()])
  process.exit(0)
}
