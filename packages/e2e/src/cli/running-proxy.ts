import type { ChildProcess } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'

/** A proxy in front of a telemetry server, with the lines of the docs in it. */
export interface RunningProxy {
  readonly url: string
  /** Everything that it wrote into its logs. */
  log(): string
  stop(): Promise<void>
}

/** A port of loopback that nobody listens on. */
export function findFreePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Resolves when somebody answers there. */
export async function waitUntilUp(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null)
    if (response !== null) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Ends a proxy and waits for it. */
export function stopProxy(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
