import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a measured server tells about itself. */
export interface BenchUsage {
  /** Microseconds of processor time so far, all threads. */
  readonly cpuMicroseconds: number
  readonly rssBytes: number
}

/** Serves on a free loopback port, sends the port to the parent process, and answers every message with its resource usage. */
export function serveBench(server: Server): void {
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() } satisfies BenchUsage)
  })
  process.on('disconnect', () => process.exit(0))
}
