import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { claimPort } from '../claim-port.ts'
import { startServerProcess } from '../server-process.ts'

/** What the system calls of a server say about its answers. */
export interface SyncTrace {
  readonly answers: number
  /** Answers before which the log was not synced since the answer before. */
  readonly early: number
}

/** True where system calls can be traced. */
export async function canTrace(): Promise<boolean> {
  const probe = spawn('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' })
  const [code] = await Promise.race([once(probe, 'exit'), once(probe, 'error').then(() => [1])])
  return code === 0
}

/** Sends events one request at a time to a traced server and looks for answers that left before the log was on the disk. */
export async function traceSyncs(folder: string, { mode, requests }: { readonly mode: 'quiet' | 'normal'; readonly requests: number }): Promise<SyncTrace> {
  const output = join(folder, `trace-${mode}.txt`)
  const child = join(import.meta.dirname, 'server-child.mjs')
  const calls = 'trace=pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync'
  const server = await startServerProcess('strace', ['-f', '-yy', '-s', '40', '-e', calls, '-o', output, process.execPath, child, join(folder, `${mode}.db`), mode, String(await claimPort())])
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ports = new Set<number>()
  for (let index = 0; index < requests; index++) ports.add(await record(server.url, agent))
  agent.destroy()
  // The traced process, not the tracer: that one ends with it and leaves nothing behind.
  const ended = once(server.child, 'exit')
  process.kill(Number(/pid (\d{1,9})/.exec(server.output())?.[1]), 'SIGKILL')
  await ended
  return readTrace(readFileSync(output, 'utf8'), ports)
}

/** Sends one event. Gives the port that the server sees. */
function record(url: string, agent: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const sent = request(`${url}/api/telemetry`, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
    const port = Number(response.socket.localPort)
    if (response.statusCode !== 200) reject(new Error(`The traced server answered ${response.statusCode}.`))
    response.once('end', () => resolve(port)).resume()
  })
  sent.once('error', reject).end('{"type":"page_view","page":"/dashboard"}')
  return promise
}

/**
 * One request at a time, so that a sync between two answers can only be the later one's.
 *
 * @param ports - Where the requests came from. A page of another test may still look for a server that had this server's address before: its answers are not counted.
 */
function readTrace(trace: string, ports: ReadonlySet<number>): SyncTrace {
  const syncing = new Set<string>()
  let [answers, early, isSynced] = [0, 0, false]
  for (const line of trace.split('\n')) {
    const [thread = ''] = line.split(' ', 1)
    if (/f(?:data)?sync\(\d+<[^>]*-wal>/.test(line)) {
      if (line.includes('<unfinished')) syncing.add(thread)
      else isSynced = true
    } else if (/<\.\.\. f(?:data)?sync resumed>/.test(line) && syncing.delete(thread)) isSynced = true
    else if (/"HTTP\/1\.1 200 OK/.test(line) && ports.has(Number(/->[^\]]*:(\d{1,5})\]/.exec(line)?.[1]))) {
      answers++
      if (!isSynced) early++
      isSynced = false
    }
  }
  return { answers, early }
}
