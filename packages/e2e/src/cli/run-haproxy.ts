import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { claimPort } from '../claim-port.ts'
import { type RunningProxy, stopProxy, waitUntilUp } from './running-proxy.ts'

const SNIPPET = fileURLToPath(new URL('../../../../docs/snippets/haproxy.cfg', import.meta.url))

/** The HAProxy of this machine, or undefined. */
export function findHaproxy(): string | undefined {
  return ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/opt/homebrew/bin/haproxy'].find((path) => existsSync(path))
}

/** Starts HAProxy in a folder, in front of the server at `upstream`. Its log comes on its standard output. */
export async function runHaproxy(program: string, { folder, upstream }: { readonly folder: string; readonly upstream: string }): Promise<RunningProxy> {
  const port = await claimPort()
  const home = join(folder, 'haproxy')
  mkdirSync(home)
  const snippet = readFileSync(SNIPPET, 'utf8')
    .replaceAll('127.0.0.1:3300', upstream.replace('http://', ''))
    .replace(/bind :443 .*/, `bind 127.0.0.1:${port}\n    http-request return status 404 if { path /elsewhere }`)
  writeFileSync(join(home, 'haproxy.cfg'), `global\n    log stdout format raw local0\n\n${snippet}`)
  const child = spawn(program, ['-f', join(home, 'haproxy.cfg')], { stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stdout.on('data', (piece: Buffer) => (log += piece.toString()))
  const url = `http://127.0.0.1:${port}`
  await waitUntilUp(`${url}/elsewhere`, child)
  return { url, log: () => log, stop: () => stopProxy(child) }
}
