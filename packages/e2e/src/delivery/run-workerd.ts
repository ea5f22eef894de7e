import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.js")], compatibilityDate = "2026-05-01", globalOutbound = "network")),
    (name = "network", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`

/** Runs client-worker.ts in Cloudflare's runtime: five requests at once that answer before their events are sent, then a whole visit, as text. */
export async function runWorkerd(program: string, address: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'parel-workerd-'))
  await build({ entryPoints: [join(import.meta.dirname, 'client-worker.ts')], bundle: true, format: 'esm', outfile: join(folder, 'worker.js'), logLevel: 'error' })
  writeFileSync(join(folder, 'config.capnp'), CONFIG)
  const child = spawn(program, ['serve', '--control-fd=3', join(folder, 'config.capnp')], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  try {
    const port = await readPort(child.stdio[3] as NodeJS.ReadableStream)
    const call = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}?to=${encodeURIComponent(address)}`)).text()
    await Promise.all(Array.from({ length: 5 }, () => call('/later')))
    return await call('/visit')
  } finally {
    child.kill()
    await exited
    rmSync(folder, { recursive: true })
  }
}

/** Where it listens, which it says once it does. */
async function readPort(control: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface(control)) {
    const message = JSON.parse(line) as { readonly event: string; readonly port?: number }
    if (message.event === 'listen' && message.port) return message.port
  }
  throw new Error('workerd ended before it listened.')
}
