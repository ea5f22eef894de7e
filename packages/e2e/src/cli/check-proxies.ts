import { findCaddy, runCaddy } from './run-caddy.ts'
import { createWorkplace } from './run-command.ts'
import { findNginx, runNginx } from './run-nginx.ts'
import type { RunningProxy } from './running-proxy.ts'
import { pageViews, sendEvents } from './send-events.ts'

// node packages/e2e/src/cli/check-proxies.ts: are docs/snippets/nginx.conf and docs/snippets/Caddyfile as good as their word?
// Needs nginx and Caddy (apt-get install nginx caddy) and a build. What is not installed is said, and fails.

type Start = (program: string, options: { readonly folder: string; readonly upstream: string }) => Promise<RunningProxy>

const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 TestBrowser/140.0'
const proxies: readonly (readonly [name: string, program: string | undefined, start: Start])[] = [
  ['nginx', findNginx(), runNginx],
  ['Caddy', findCaddy(), runCaddy],
]

let isGood = true
for (const [name, program, start] of proxies) {
  if (program === undefined) tell(name, 'is installed', false)
  else for (const [what, isTrue] of await check(program, start)) tell(name, what, isTrue)
}
process.exitCode = isGood ? 0 : 1

function tell(name: string, what: string, isTrue: boolean): void {
  console.log(`${isTrue ? 'ok  ' : 'FAIL'} ${name}: ${what}`)
  isGood &&= isTrue
}

async function check(program: string, start: Start): Promise<ReadonlyMap<string, boolean>> {
  const work = createWorkplace()
  try {
    const server = await work.serve({ TELEMETRY_TRUSTED_PROXIES: '1', TELEMETRY_ADMIN_TOKEN: 'admin-token-of-the-check-0123456789-abcdef' })
    const proxy = await start(program, { folder: work.folder, upstream: server.url })
    const ask = (path: string, options: RequestInit = {}) => fetch(`${proxy.url}${path}`, { ...options, headers: { 'user-agent': agent, 'content-type': 'application/json' } })
    const accepted = await sendEvents(proxy.url, pageViews(5))
    const tooLarge = await ask('/api/telemetry?secret=in-the-address', { method: 'POST', body: 'x'.repeat(70_000) })
    const broken = await ask('/api/telemetry', { method: 'POST', body: '{"words-of-a-body' })
    const script = await ask('/api/telemetry/script.js')
    const health = await ask('/api/telemetry/health')
    const report = await ask('/api/telemetry')
    await server.stop()
    const gone = await ask('/api/telemetry?secret=in-the-address', { method: 'POST', body: '{}' })
    await proxy.stop()
    const log = proxy.log()
    return new Map([
      ['events pass', accepted === 5],
      ['too large bodies are refused', tooLarge.status === 413],
      ['broken bodies are refused', broken.status === 400],
      ['the script passes', script.status === 200],
      ['other routes pass', health.status === 200],
      ['a request through it never counts as one of this machine', report.status === 401],
      ['the server was really gone', gone.status === 502],
      ['other routes are in the access log', log.includes('/elsewhere') && log.includes('/api/telemetry/health')],
      ['recording and its script are in no log', !/\/api\/telemetry(?:\/script\.js)?(?:[? "]|$)|in-the-address|words-of/m.test(log)],
    ])
  } finally {
    await work.end()
  }
}
