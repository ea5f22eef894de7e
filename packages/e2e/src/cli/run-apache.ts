import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { claimPort } from '../claim-port.ts'
import { type RunningProxy, stopProxy, waitUntilUp } from './running-proxy.ts'

const SNIPPET = fileURLToPath(new URL('../../../../docs/snippets/apache.conf', import.meta.url))
const MODULES = '/usr/lib/apache2/modules'

/** The Apache of this machine, as Debian installs it, or undefined. */
export function findApache(): string | undefined {
  return ['/usr/sbin/apache2'].find((path) => existsSync(path) && existsSync(MODULES))
}

/** Starts Apache in a folder, in front of the server at `upstream`. */
export async function runApache(program: string, { folder, upstream }: { readonly folder: string; readonly upstream: string }): Promise<RunningProxy> {
  const port = await claimPort()
  const home = join(folder, 'apache')
  mkdirSync(home)
  const snippet = readFileSync(SNIPPET, 'utf8').replaceAll('http://127.0.0.1:3300', upstream).replaceAll('${APACHE_LOG_DIR}', home)
  writeFileSync(join(home, 'httpd.conf'), configuration(home, { port, snippet }))
  const child = spawn(program, ['-f', join(home, 'httpd.conf'), '-DFOREGROUND'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const url = `http://127.0.0.1:${port}`
  await waitUntilUp(`${url}/elsewhere`, child)
  return { url, log: () => ['access.log', 'error.log'].map((name) => readFileSync(join(home, name), 'utf8')).join(''), stop: () => stopProxy(child) }
}

function configuration(home: string, { port, snippet }: { readonly port: number; readonly snippet: string }): string {
  const modules = ['mpm_event', 'authz_core', 'env', 'setenvif', 'headers', 'alias', 'proxy', 'proxy_http'].map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`)
  return `ServerRoot ${home}
ServerName shop.example
PidFile ${home}/apache.pid
DefaultRuntimeDir ${home}
Mutex pthread default
User www-data
Group www-data
${modules.join('\n')}
ErrorLog ${home}/error.log
LogLevel info
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
Listen 127.0.0.1:${port}
<VirtualHost *:${port}>
Redirect 404 /elsewhere
${snippet}
</VirtualHost>
`
}
