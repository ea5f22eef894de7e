import { join } from 'node:path'
import { claimPort } from '../claim-port.ts'
import { startServerProcess, type ServerProcess } from '../server-process.ts'

/** Starts a server with little memory, as the guide of self-hosting says: a heap of 96 MB, and 17 MB of it for short-lived objects. */
export async function startSmall(path: string): Promise<ServerProcess> {
  const words = [path, 'quiet', String(await claimPort())]
  return startServerProcess(process.execPath, ['--max-old-space-size=96', '--max-semi-space-size=8', join(import.meta.dirname, 'server-child.mjs'), ...words])
}
