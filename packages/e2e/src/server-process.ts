import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { claimPort } from './claim-port.ts'
import { endWithProcess } from './end-with-process.ts'

export const ROOT = join(import.meta.dirname, '../../..')

/** A server in a process of its own. */
export interface ServerProcess {
  readonly child: ChildProcess
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string
  /** Everything it has printed so far. */
  output(): string
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>
}

interface ServerProcessOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Starts a separate process group, as a terminal does, so that `Ctrl-C` can be sent to all of it. */
  readonly detached?: boolean
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d{1,5}/

/** Starts a program and waits until it prints its address. Throws with its output when it ends before. */
export async function startServerProcess(program: string, args: readonly string[], options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const settings = { cwd: options.cwd ?? ROOT, env: { ...process.env, ...options.env }, detached: options.detached ?? false }
  const child = endWithProcess(spawn(program, args, { ...settings, stdio: ['ignore', 'pipe', 'pipe'] }))
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (text: string) => {
      output += text
      const found = ADDRESS.exec(output)
      if (found) resolve(found[0])
    }
    child.stdout.setEncoding('utf8').on('data', listen)
    child.stderr.setEncoding('utf8').on('data', listen)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${program} ${args.join(' ')} ended with code ${code}:\n${output}`)))
  })
  return {
    child,
    url,
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** The demo shop on its built pages, with a database of the test's own. */
export async function startShop(database: string, args: readonly string[] = []): Promise<ServerProcess> {
  return startServerProcess(process.execPath, [join(ROOT, 'examples/shop/server/main.ts'), `--port=${await claimPort()}`, `--database=${database}`, ...args])
}

/** True when something answers at the address. */
export function isListening(url: string): Promise<boolean> {
  const { port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}
