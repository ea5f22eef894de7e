import { execFileSync } from 'node:child_process'
import type { ProxyKind, ProxyPlace } from './running-proxy.ts'

const APACHE_MODULES = '/usr/lib/apache2/modules'

/** The proxies that docs/snippets has lines for, with what these lines need around them. Each answers `/elsewhere` itself. */
export const PROXIES: readonly ProxyKind[] = [
  {
    name: 'nginx',
    programs: ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'],
    snippet: 'nginx.conf',
    configure: configureNginx,
    wordsOf: ({ home, file }) => ['-p', home, '-e', `${home}/error.log`, '-c', file],
    logs: ['access.log', 'error.log'],
  },
  {
    name: 'Caddy',
    programs: ['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy'],
    snippet: 'Caddyfile',
    configure: configureCaddy,
    wordsOf: ({ file }) => ['run', '--config', file, '--adapter', 'caddyfile'],
    logs: ['caddy.log'],
  },
  {
    // As Debian installs it.
    name: 'Apache',
    programs: ['/usr/sbin/apache2'],
    snippet: 'apache.conf',
    configure: configureApache,
    wordsOf: ({ file }) => ['-f', file, '-DFOREGROUND'],
    logs: ['access.log', 'error.log'],
  },
  {
    name: 'HAProxy',
    programs: ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/opt/homebrew/bin/haproxy'],
    snippet: 'haproxy.cfg',
    configure: ({ snippet, port }) => `global\n    log stdout format raw local0\n\n${snippet.replace(/bind :443 .*/, `bind 127.0.0.1:${port}\n    http-request return status 404 if { path /elsewhere }`)}`,
    wordsOf: ({ file }) => ['-f', file],
    logs: [],
  },
]

function configureNginx({ home, port, snippet }: ProxyPlace): string {
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

/** Only the name of the site is another one. */
function configureCaddy({ program, home, port, snippet }: ProxyPlace): string {
  const [, minor = '0'] = /v?2\.(\d{1,3})\./.exec(execFileSync(program, ['version'], { encoding: 'utf8' })) ?? []
  const log = `output file ${home}/caddy.log`
  const lines = snippet
    .replace('shop.example {', `http://127.0.0.1:${port} {\n\trespond /elsewhere 204`)
    // Everything that Caddy says goes into one file: the log of requests and its own.
    .replace('{\n', `{\n\tadmin off\n`)
    .replace(/\tlog \{\n/, `\tlog {\n\t\t${log}\n`)
    .replace(/^\tlog$/m, `\tlog {\n\t\t${log}\n\t}`)
  return Number(minor) < 8 ? lines.replace('log_skip', 'skip_log') : lines
}

function configureApache({ home, port, snippet }: ProxyPlace): string {
  const modules = ['mpm_event', 'authz_core', 'env', 'setenvif', 'headers', 'alias', 'proxy', 'proxy_http'].map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`)
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
${snippet.replaceAll('${APACHE_LOG_DIR}', home)}
</VirtualHost>
`
}
