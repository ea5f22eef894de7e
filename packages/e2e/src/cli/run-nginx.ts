import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { claimPort } from '../claim-port.ts'
import { type RunningProxy, stopProxy, waitUntilUp } from './running-proxy.ts'

const SNIPPET = fileURLToPath(new URL('../../../../docs/snippets/nginx.conf', import.meta.url))

/** The nginx of this machine, or undefined. */
export function findNginx(): string | undefined {
  return ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'].find((path) => existsSync(path))
}

/** Starts nginx in a folder, in front of the server at `upstream`. */
export async function runNginx(program: string, { folder, upstream }: { readonly folder: string; readonly upstream: string }): Promise<RunningProxy> {
  const port = await claimPort()
  const home = join(folder, 'nginx')
  mkdirSync(home)
  const snippet = readFileSync(SNIPPET, 'utf8').replaceAll('http://127.0.0.1:3300', upstream)
  writeFileSync(join(home, 'nginx.conf'), configuration(home, { port, snippet }))
  const child = spawn(program, ['-p', home, '-e', join(home, 'error.log'), '-c', join(home, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] })
  const url = `http://127.0.0.1:${port}`
  await waitUntilUp(`${url}/elsewhere`, child)
  return { url, log: () => ['access.log', 'error.log'].map((name) => readFileSync(join(home, name), 'utf8')).join(''), stop: () => stopProxy(child) }
}

function configuration(home: string, { port, snippet }: { readonly port: number; readonly snippet: string }): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${home}/${name};`).join('\n')
  return `daemon off;
worker_processes 1;
pid ${home}/nginx.pid;
error_log ${home}/error.log info;
events {}
http {
${temporary}
access_log ${home}/access.log;
server {
listen 127.0.0.1:${port};
location /elsewhere { return 204; }
${snippet}
}
}
`
}
