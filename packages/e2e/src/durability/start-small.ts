import { join } from 'node:path'
import { startServerProcess, type ServerProcess } from '../server-process.ts'

/** Starts a server whose heap may have 96 MB. */
export function startSmall(path: string): Promise<ServerProcess> {
  return startServerProcess(process.execPath, ['--max-old-space-size=96', join(import.meta.dirname, 'server-child.ts'), path, 'quiet'])
}
