import { existsSync } from 'node:fs'
import { PROXIES } from './proxies.ts'
import { createWorkplace } from './run-command.ts'
import { type ProxyKind, runProxy } from './running-proxy.ts'
import { pageViews, sendEvents } from './send-events.ts'

// node packages/e2e/src/cli/check-proxies.ts: are the files for nginx, Caddy, Apache and HAProxy in docs/snippets as good as their word?
// Needs the four (apt-get install nginx caddy apache2 haproxy) and a build. What is not installed is said, and fails.

const token = 'admin-token-of-the-check-0123456789-abcdef'
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 TestBrowser/140.0'
let isGood = true
for (const kind of PROXIES) {
  const program = kind.programs.find((path) => existsSync(path))
  if (program === undefined) tell(kind.name, 'is installed', false)
  else for (const [what, isTrue] of await check(kind, program)) tell(kind.name, what, isTrue)
}
process.exitCode = isGood ? 0 : 1

function tell(name: string, what: string, isTrue: boolean): void {
  console.log(`${isTrue ? 'ok  ' : 'FAIL'} ${name}: ${what}`)
  isGood &&= isTrue
}

async function check(kind: ProxyKind, program: string): Promise<ReadonlyMap<string, boolean>> {
  const work = createWorkplace()
  try {
    const server = await work.serve({ TELEMETRY_TRUSTED_PROXIES: '1', TELEMETRY_ADMIN_TOKEN: token })
    const proxy = await runProxy(kind, { program, folder: work.folder, upstream: server.url })
    const ask = (path: string, options: RequestInit = {}) => fetch(`${proxy.url}${path}`, { ...options, headers: { 'user-agent': agent, 'content-type': 'application/json' } })
    const accepted = await sendEvents(proxy.url, pageViews(5))
    const tooLarge = await ask('/api/telemetry?secret=in-the-address', { method: 'POST', body: 'x'.repeat(70_000) })
    const broken = await ask('/api/telemetry', { method: 'POST', body: '{"words-of-a-body' })
    const slash = await ask('/api/telemetry/', { method: 'POST', body: '{"type":"action","action":"with_a_slash"}' })
    const script = await ask('/api/telemetry/script.js')
    const health = await ask('/api/telemetry/health')
    const report = await ask('/api/telemetry')
    const signedIn = await signIn(proxy.url)
    const live = await readLive(proxy.url)
    const spoofed = await spoof(proxy.url)
    await server.stop()
    const gone = await ask('/api/telemetry?secret=in-the-address', { method: 'POST', body: '{}' })
    await proxy.stop()
    const log = proxy.log()
    return new Map([
      ['events pass', accepted === 5],
      ['too large bodies are refused', tooLarge.status === 413],
      ['broken bodies are refused', broken.status === 400],
      ['events pass with a slash at the end, as Next.js may ask for', slash.status === 200],
      ['the script passes', script.status === 200],
      ['other routes pass', health.status === 200],
      ['a request through it never counts as one of this machine', report.status === 401],
      ['a browser without Sec-Fetch-Site signs in on another port than 80', signedIn],
      ['the live view tells an event that was stored while it was open', live],
      ['an address that a visitor wrote is not the one that counts', spoofed],
      ['the server was really gone', gone.status >= 502],
      ['other routes are in the access log', log.includes('/elsewhere') && log.includes('/api/telemetry/health')],
      // Apache names the client of what went wrong, without the address that it asked for.
      ['recording and its script are in no log', !/\/api\/telemetry(?:\/|\/script\.js)?(?:[? "]|$)|in-the-address|words-of|\[client /m.test(log)],
    ])
  } finally {
    await work.end()
  }
}

async function signIn(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/telemetry/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url }, body: JSON.stringify({ token }) })
  return answer.status === 200
}

async function readLive(url: string): Promise<boolean> {
  const stop = new AbortController()
  const answer = await fetch(`${url}/api/telemetry/live`, { headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip, br' }, signal: AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)]) })
  let text = ''
  for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    // What is told first is older than this.
    if (text === '') await sendEvents(url, [{ type: 'action', action: 'while_open' }])
    text += new TextDecoder().decode(piece)
    if (text.includes('while_open')) break
  }
  stop.abort()
  return text.includes('while_open')
}

/** Five wrong tokens shut one source out: who names another address with each must be shut out, too. */
async function spoof(url: string): Promise<boolean> {
  const statuses: number[] = []
  for (let index = 0; index < 6; index++) {
    statuses.push((await fetch(`${url}/api/telemetry`, { headers: { authorization: 'Bearer wrong', 'x-forwarded-for': `203.0.113.${index}` } })).status)
  }
  return statuses.at(-1) === 429
}
