import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { claimPort } from '../claim-port.ts'
import { type RunningProxy, stopProxy, waitUntilUp } from './running-proxy.ts'

const SNIPPET = fileURLToPath(new URL('../../../../docs/snippets/Caddyfile', import.meta.url))

/** The Caddy of this machine, or undefined. */
export function findCaddy(): string | undefined {
  return ['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy'].find((path) => existsSync(path))
}

/** Starts Caddy in a folder, in front of the server at `upstream`, with the lines of the docs: only the name of the site is another one. */
export async function runCaddy(program: string, { folder, upstream }: { readonly folder: string; readonly upstream: string }): Promise<RunningProxy> {
  const port = await claimPort()
  const home = join(folder, 'caddy')
  mkdirSync(home)
  writeFileSync(join(home, 'Caddyfile'), configuration(program, { port, upstream, log: join(home, 'caddy.log') }))
  const child = spawn(program, ['run', '--config', join(home, 'Caddyfile'), '--adapter', 'caddyfile'], { stdio: ['ignore', 'ignore', 'pipe'], env: { HOME: home } })
  const url = `http://127.0.0.1:${port}`
  await waitUntilUp(`${url}/elsewhere`, child)
  return { url, log: () => readFileSync(join(home, 'caddy.log'), 'utf8'), stop: () => stopProxy(child) }
}

function configuration(program: string, { port, upstream, log }: { readonly port: number; readonly upstream: string; readonly log: string }): string {
  const [, minor = '0'] = /v?2\.(\d{1,3})\./.exec(execFileSync(program, ['version'], { encoding: 'utf8' })) ?? []
  const snippet = readFileSync(SNIPPET, 'utf8')
    .replaceAll('127.0.0.1:3300', upstream.replace('http://', ''))
    .replace('shop.example {', `http://127.0.0.1:${port} {\n\trespond /elsewhere 204`)
    // Everything that Caddy says goes into one file: the log of requests and its own.
    .replace('{\n', `{\n\tadmin off\n`)
    .replace(/\tlog \{\n/, `\tlog {\n\t\toutput file ${log}\n`)
    .replace(/^\tlog$/m, `\tlog {\n\t\toutput file ${log}\n\t}`)
  return Number(minor) < 8 ? snippet.replace('log_skip', 'skip_log') : snippet
}
