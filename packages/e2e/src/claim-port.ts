import { createServer, type Server } from 'node:net'

// Above the ports of services, and below those that systems give away by themselves: Linux from 32768, others from 49152.
const FIRST = 10_240
const END = 32_768
/** More than any file of tests needs; the kills of durability start about two hundred servers. */
const PORTS = 400
const BLOCKS = Math.floor((END - FIRST) / PORTS)

let block: Promise<number> | undefined
let claimed = 0

/**
 * A free loopback port for this test file, not reused before 400 others. A page that retries, or a client of a killed server, then finds no server on its old
 * port. A port chosen by the system could by then belong to the server of another test.
 */
export async function claimPort(): Promise<number> {
  block ??= claimBlock()
  const first = await block
  for (let asked = 0; asked < PORTS; asked++) {
    const port = first + 1 + (claimed++ % (PORTS - 1))
    if (await isFree(port)) return port
  }
  throw new Error(`None of the ports from ${first + 1} to ${first + PORTS - 1} is free. End what listens there.`)
}

/** Listening on the first port of a block marks the block as taken for all other processes, also of another run on the same machine, until this process ends. */
async function claimBlock(): Promise<number> {
  // Vitest numbers the files of a run. Another run starts elsewhere, so that a block is not reused at once.
  const wish = Number(process.env.VITEST_WORKER_ID ?? 0) + process.ppid
  for (let asked = 0; asked < BLOCKS; asked++) {
    const first = FIRST + ((wish + asked) % BLOCKS) * PORTS
    if (await listen(first)) return first
  }
  throw new Error(`Each ${PORTS}th port from ${FIRST} is taken. End what listens there.`)
}

async function isFree(port: number): Promise<boolean> {
  const probe = await listen(port)
  if (probe === null) return false
  await new Promise((resolve) => probe.close(resolve))
  return true
}

/** Keeps no process alive; null where somebody listens there already. */
function listen(port: number): Promise<Server | null> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => resolve(server)).unref()
  })
}
