import { join } from 'node:path'
import { startServerProcess, type ServerProcess } from '../server-process.ts'

/** Starts a server with little memory, as the guide of self-hosting says: a heap of 96 MB, and 17 MB of it for short-lived objects. */
export function startSmall(path: string): Promise<ServerProcess> {
  return startServerProcess(process.execPath, ['--max-old-space-size=96', '--max-semi-space-size=8', join(import.meta.dirname, 'server-child.ts'), path, 'quiet'])
}
