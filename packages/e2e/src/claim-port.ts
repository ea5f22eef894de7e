import { createServer } from 'node:net'

// Above the ports of services, and below those that systems give away by themselves: Linux from 32768, others from 49152.
const FIRST = 10_240
const END = 32_768
/** More than any file of tests needs; the kills of durability start about two hundred servers. */
const PORTS = 400
const FILES = Math.floor((END - FIRST) / PORTS)

let claimed = 0

/**
 * A free port of loopback that only this file of tests uses, and not a second time before 400 others. Who still asks a server that has ended, a page that tries
 * again or a client of one that was killed, finds nobody there. On a port of the system's choice it could be the server of another test by now.
 */
export async function claimPort(): Promise<number> {
  // Vitest numbers the files of a run. Another run on the same machine begins at another place.
  const first = FIRST + ((Number(process.env.VITEST_WORKER_ID ?? 0) + process.ppid) % FILES) * PORTS
  for (let asked = 0; asked < PORTS; asked++) {
    const port = first + (claimed++ % PORTS)
    if (await isFree(port)) return port
  }
  throw new Error(`None of the ports from ${first} to ${first + PORTS - 1} is free. End what listens there.`)
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
